import { DAY_MS } from "../../domain/base/time.ts";
import type { NoticeKind, TopUp } from "../../domain/top-up/top-up.ts";
import { openPayer } from "../base/open-payer.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { SealedPayer } from "../ports/payer-vault.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import { type Addressed, emailMessageOf } from "./email/email-message.ts";
import { closeSenderRefused, reportSenderRefused } from "./report-sender.ts";

export type SendNoticesNeeds = Pick<
  Ports,
  | "objects"
  | "emailSender"
  | "payerVault"
  | "settings"
  | "brands"
  | "counters"
  | "deploymentFindings"
  | "log"
>;

/** Notices before a payment, to one address in a day: more would be a way to fill a mailbox. */
const UNPAID_PER_DAY = 3;

/**
 * Sends the pending notices of a top-up, each at most once, in the look and under the name of the
 * service's own brand. An email service with keys may be asked again after a lost answer. For one
 * without keys the object commits before that the notice is sent; a fault that the sender then
 * throws means "not taken", and the notice is due again. So it is while the brand cannot be used:
 * an email under another brand's name would be worse than a late one. So it is, too, while no key
 * opens the payer's block: with the key back the receipt arrives. Throws what the sender, the
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
    if (pending.payer === null) {
      // The payer was forgotten after the top-up had been given up, and the payment came late.
      await object.recordNotice({ topUpId, kind, answer: "undeliverable" });
      continue;
    }
    const { topUp, payer } = pending;
    if (await isTooMany(needs, topUp, payer)) {
      await object.recordNotice({ topUpId, kind, answer: "withheld" });
      continue;
    }
    const answer = await send(needs, kind, { topUp, payer }).catch(async (fault: unknown) => {
      for (const unsent of pending.notices.slice(i)) {
        await object.recordNotice({ topUpId, kind: unsent, answer: "not_taken" });
      }
      throw fault;
    });
    await object.recordNotice({ topUpId, kind, answer });
  }
}

/**
 * Whether this address has had enough notices about payments that have not come: anyone may type
 * it. Notices about money that has come are never counted. Without an answer of the counters the
 * notice is sent.
 */
async function isTooMany(
  { counters, log }: SendNoticesNeeds,
  { request, money }: TopUp,
  { payerKey }: SealedPayer,
): Promise<boolean> {
  if (money !== null || payerKey === null) return false;
  const limits = [{ most: UNPAID_PER_DAY, withinMs: DAY_MS }];
  const { topUpId: id, serviceId: owner } = request;
  try {
    const rates = [{ name: `notices ${payerKey}`, limits }];
    return (await counters.take({ id, owner, rates })).length > 0;
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    log.warn("notices_not_counted", { topUpId: id, why: fault.message });
    return false;
  }
}

async function send(
  needs: SendNoticesNeeds,
  kind: NoticeKind,
  sealed: Pick<Addressed, "topUp"> & { readonly payer: SealedPayer },
) {
  const { emailSender, brands, payerVault, settings } = needs;
  const { timings } = settings;
  const payer = await openPayer({ payerVault }, sealed.payer);
  if (payer === null) throw new PortFault("payer vault", `${sealed.payer.payerId} is unreadable`);
  const addressed: Addressed = { topUp: sealed.topUp, payer };
  const { brand: id } = addressed.topUp.request;
  const brand = await brands.byId(id);
  if (brand === null) throw new PortFault("brands", `the brand ${id} cannot be used`);
  const message = emailMessageOf(kind, addressed, { timings, brand });
  try {
    const answer = await emailSender.send(message);
    if (answer === "taken") await closeSenderRefused(needs, message.from);
    return answer;
  } catch (fault) {
    await reportSenderRefused(needs, message.from, fault);
    throw fault;
  }
}
