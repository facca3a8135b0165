import type { TopUpRef } from "../base/top-up-ref.ts";
import type { Ports } from "../ports/ports.ts";
import { emailMessageOf } from "./email/email-message.ts";

export type SendNoticesNeeds = Pick<Ports, "objects" | "emailSender" | "payerVault" | "settings">;

/**
 * Sends the pending notices of a top-up, each at most once. An email service with keys may be asked
 * again after a lost answer. For one without keys the object commits before that the notice is
 * sent; a fault that the sender then throws means "not taken", and the notice is due again. Throws
 * what the sender or the object threw; the queue brings the message again.
 */
export async function sendNotices(
  { objects, emailSender, payerVault, settings }: SendNoticesNeeds,
  { serviceId, topUpId }: TopUpRef,
): Promise<void> {
  const object = objects.of(serviceId);
  const pending = await object.pendingNotices({ topUpId, once: !emailSender.keyed });
  if (!pending) return;
  const payer = pending.payer && (await payerVault.open(pending.payer));
  for (const [i, kind] of pending.notices.entries()) {
    if (payer === null) {
      // The payer was forgotten after the top-up had been given up, and the payment came late.
      await object.recordNotice({ topUpId, kind, answer: "undeliverable" });
      continue;
    }
    const message = emailMessageOf(kind, { topUp: pending.topUp, payer }, settings);
    const answer = await emailSender.send(message).catch(async (fault: unknown) => {
      for (const unsent of pending.notices.slice(i)) {
        await object.recordNotice({ topUpId, kind: unsent, answer: "not_taken" });
      }
      throw fault;
    });
    await object.recordNotice({ topUpId, kind, answer });
  }
}
