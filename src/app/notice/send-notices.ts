import type { NoticeKind } from "../../domain/top-up/top-up.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import { type Addressed, emailMessageOf } from "./email/email-message.ts";

export type SendNoticesNeeds = Pick<
  Ports,
  "objects" | "emailSender" | "payerVault" | "settings" | "brands"
>;

/**
 * Sends the pending notices of a top-up, each at most once, in the look and under the name of the
 * service's own brand. An email service with keys may be asked again after a lost answer. For one
 * without keys the object commits before that the notice is sent; a fault that the sender then
 * throws means "not taken", and the notice is due again. So it is while the brand cannot be used:
 * an email under another brand's name would be worse than a late one. Throws what the sender, the
 * object or D1 threw; the queue brings the message again.
 */
export async function sendNotices(
  needs: SendNoticesNeeds,
  { serviceId, topUpId }: TopUpRef,
): Promise<void> {
  const object = needs.objects.of(serviceId);
  const pending = await object.pendingNotices({ topUpId, once: !needs.emailSender.keyed });
  if (!pending) return;
  const payer = pending.payer && (await needs.payerVault.open(pending.payer));
  for (const [i, kind] of pending.notices.entries()) {
    if (payer === null) {
      // The payer was forgotten after the top-up had been given up, and the payment came late.
      await object.recordNotice({ topUpId, kind, answer: "undeliverable" });
      continue;
    }
    const addressed = { topUp: pending.topUp, payer };
    const answer = await send(needs, kind, addressed).catch(async (fault: unknown) => {
      for (const unsent of pending.notices.slice(i)) {
        await object.recordNotice({ topUpId, kind: unsent, answer: "not_taken" });
      }
      throw fault;
    });
    await object.recordNotice({ topUpId, kind, answer });
  }
}

async function send(
  { emailSender, brands, settings: { timings } }: SendNoticesNeeds,
  kind: NoticeKind,
  addressed: Addressed,
) {
  const { brand: id } = addressed.topUp.request;
  const brand = await brands.byId(id);
  if (brand === null) throw new PortFault("brands", `the brand ${id} cannot be used`);
  return emailSender.send(emailMessageOf(kind, addressed, { timings, brand }));
}
