import type { Ports } from "../ports/ports.ts";
import { emailMessageOf } from "./email/email-message.ts";

/**
 * Hands over the letters that a top-up owes, each at most once. A mail service with keys may be
 * asked again after a lost answer. For one without, the object commits first that the letter is
 * out; the fault that is thrown here then means "not taken", and it is due again.
 */
export async function sendNotices(
  { objects, emailSender, settings }: Ports,
  { serviceId, topUpId }: { readonly serviceId: string; readonly topUpId: string },
): Promise<void> {
  const object = objects.of(serviceId);
  const pending = await object.pendingNotices({ topUpId, once: !emailSender.keyed });
  if (!pending) return;
  for (const [i, kind] of pending.notices.entries()) {
    const message = emailMessageOf(kind, pending.topUp, settings);
    const answer = await emailSender.send(message).catch(async (fault: unknown) => {
      for (const unsent of pending.notices.slice(i)) {
        await object.recordNotice({ topUpId, kind: unsent, answer: "not_taken" });
      }
      throw fault;
    });
    await object.recordNotice({ topUpId, kind, answer });
  }
}
