import type Stripe from "stripe";
import type { RefundOrder } from "../../app/ports/payments.ts";
import type { RefundOutcome } from "../../domain/refund/refund.ts";
import { refundReading, refundRefusal } from "./refund-reading.ts";
import { readFault, type StripeFault } from "./stripe-fault.ts";

/** `re:<refund>`; a later key follows an answer "balance short", which Stripe repeats for 24 h. */
const keyOf = ({ refundId, keyNumber }: RefundOrder): string =>
  keyNumber === 1 ? `re:${refundId}` : `re:${refundId}:${keyNumber}`;

/** What Stripe shows its merchant, and what banks are told, about the refund. */
const REASONS: Readonly<Record<RefundOrder["purpose"], Stripe.RefundCreateParams.Reason>> = {
  return: "requested_by_customer",
  surplus: "duplicate",
};

/**
 * Creates a refund under the key of its row. An answer without a refund does not prove that there
 * is none: Stripe replays a 500 for 24 hours although it made the refund, and "already refunded"
 * may mean this refund. In these cases the refunds of the intent are listed.
 */
export async function createRefund(client: Stripe, order: RefundOrder): Promise<RefundOutcome> {
  try {
    const refund = await client.refunds.create(
      {
        payment_intent: order.intentId,
        amount: order.amount.minor,
        reason: REASONS[order.purpose],
        metadata: { refund_id: order.refundId },
      },
      { idempotencyKey: keyOf(order) },
    );
    return refundReading(refund);
  } catch (thrown) {
    const fault = readFault(thrown);
    if (!mayHaveBeenMade(fault)) return refundRefusal(fault, order.keyNumber);
    const found = await findRefund(client, order);
    return found === null || found.kind === "unknown"
      ? refundRefusal(fault, order.keyNumber)
      : found;
  }
}

/** The refund of this row among those of the intent, a failed one only if there is no other. */
export async function findRefund(
  client: Stripe,
  order: RefundOrder,
): Promise<RefundOutcome | null> {
  try {
    let failed: RefundOutcome | null = null;
    const list = client.refunds.list({ payment_intent: order.intentId, limit: 100 });
    for await (const refund of list) {
      if (refund.metadata?.refund_id !== order.refundId) continue;
      const reading = refundReading(refund);
      if (reading.kind !== "failed") return reading;
      failed ??= reading;
    }
    return failed;
  } catch (thrown) {
    return { kind: "unknown", text: readFault(thrown).text };
  }
}

export async function readRefund(client: Stripe, stripeRefundId: string): Promise<RefundOutcome> {
  try {
    return refundReading(await client.refunds.retrieve(stripeRefundId));
  } catch (thrown) {
    return { kind: "unknown", text: readFault(thrown).text };
  }
}

/** Without any answer: no, because the next try asks with the same key. */
function mayHaveBeenMade(fault: StripeFault): boolean {
  if (fault.status >= 500) return true;
  return fault.kind === "refused" && fault.code !== "charge_disputed";
}
