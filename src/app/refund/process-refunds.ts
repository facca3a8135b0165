import type { IntentId, TopUpId } from "../../domain/base/ids.ts";
import { withoutPayer } from "../../domain/payment/intent-reading.ts";
import type { RefundOutcome } from "../../domain/refund/refund.ts";
import { keyNumberOf } from "../../domain/refund/short-balance.ts";
import { actorLabel, type System } from "../base/actor.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import { type StopNeeds, stoppedBy } from "../payment/ownership/check-deployment.ts";
import { asHeld } from "../payment/ownership/owner-of.ts";
import { type SyncPaymentNeeds, syncPayment } from "../payment/sync-payment.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import type { PendingStripeCalls } from "../ports/service-object/payment.ts";
import type { ServiceObject } from "../ports/service-object.ts";

export type ProcessRefundsNeeds = SyncPaymentNeeds & StopNeeds;

type Row = PendingStripeCalls["refunds"][number];

/** Whether Stripe may make a refund for this row; the others are only read. */
const sends = ({ how }: Row): boolean => how !== "watch";

/**
 * Everything that one top-up wants of Stripe: refunds under their own keys, cancellations, and a
 * new reading of refunds and payments that take days. No answer of Stripe to a refund is recorded
 * as `unknown`, and the object sends it again. While it is not certain that this deployment is the
 * one that its payments name (`deployment_id_conflict`), no refund is sent. Throws when the object
 * was silent.
 */
export async function processRefunds(
  needs: ProcessRefundsNeeds,
  actor: System,
  { serviceId, topUpId }: TopUpRef,
): Promise<void> {
  const object = needs.objects.of(serviceId);
  const calls = await object.pendingStripeCalls({ topUpId });
  const stopped = calls.refunds.some(sends) && (await stoppedBy(needs, actor)) !== null;
  // A row that was not sent stays as it is, and the object sends it again.
  const rows = stopped ? calls.refunds.filter((row) => !sends(row)) : calls.refunds;
  for (const row of rows) await processRow(needs, actor, { object, topUpId, row });
  for (const order of calls.cancels) {
    const reading = await needs.payments.cancelIntent(order);
    await object.recordPayment({ reading: withoutPayer(asHeld(reading)), reconstructed: null });
  }
  for (const intentId of calls.intentsToSync) await syncPayment(needs, actor, { intentId });
}

interface RowOfTopUp {
  readonly object: ServiceObject;
  readonly topUpId: TopUpId;
  readonly row: Row;
}

async function processRow(
  needs: SyncPaymentNeeds,
  actor: System,
  { object, topUpId, row }: RowOfTopUp,
): Promise<void> {
  const { refundId, intentId } = row;
  const outcome = await outcomeOf(needs, actor, row);
  // A refusal is judged by what is left of the payment, and its webhook may be late.
  if (outcome.kind === "refused") await syncIfAnswered(needs, actor, intentId);
  await object.recordRefund({ topUpId, refundId, outcome });
  if (outcome.kind === "short_of_balance") {
    const { minor, currency } = row.amount;
    const by = actorLabel(actor);
    needs.log.error("refund_waits_for_balance", outcome.text, { refundId, minor, currency, by });
  }
}

/** Without an answer of Stripe the refusal is recorded all the same: the row must not hang. */
async function syncIfAnswered(
  needs: SyncPaymentNeeds & Pick<Ports, "log">,
  actor: System,
  intentId: IntentId,
): Promise<void> {
  try {
    await syncPayment(needs, actor, { intentId });
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    needs.log.warn("payment_not_synced", { intentId, why: fault.message });
  }
}

async function outcomeOf(
  { payments, log }: SyncPaymentNeeds,
  actor: System,
  row: Row,
): Promise<RefundOutcome> {
  const { refundId, intentId, amount, purpose } = row;
  const order = { refundId, intentId, amount, purpose, keyNumber: keyNumberOf(row) };
  try {
    switch (row.how) {
      case "create":
        return await payments.createRefund(order);
      case "find":
        return (await payments.findRefund(order)) ?? (await payments.createRefund(order));
      case "watch":
        return row.stripeRefundId
          ? await payments.readRefund(row.stripeRefundId)
          : ((await payments.findRefund(order)) ?? { kind: "unknown", text: "not listed" });
    }
  } catch (fault) {
    const by = actorLabel(actor);
    log.warn("refund_unknown", { refundId: row.refundId, why: String(fault), by });
    return { kind: "unknown", text: String(fault).slice(0, 200) };
  }
}
