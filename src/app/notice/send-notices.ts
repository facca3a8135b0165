import type { NoticeKind, TopUp } from "../../domain/top-up/top-up.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import { emailMessageOf } from "./email/email-message.ts";

export type SendNoticesNeeds = Pick<Ports, "objects" | "emailSender" | "settings" | "brands">;

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
  for (const [i, kind] of pending.notices.entries()) {
    const answer = await send(needs, kind, pending.topUp).catch(async (fault: unknown) => {
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
  topUp: TopUp,
) {
  const { brand: id } = topUp.request;
  const brand = await brands.byId(id);
  if (brand === null) throw new PortFault("brands", `the brand ${id} cannot be used`);
  return emailSender.send(emailMessageOf(kind, topUp, { timings, brand }));
}
