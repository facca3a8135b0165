import type Stripe from "stripe";
import type { RefundOutcome } from "../../domain/refund/refund.ts";
import type { StripeFault } from "./stripe-fault.ts";

/** The state of a refund at Stripe. `canceled` counts as failed, an unknown status as pending. */
export function refundReading(refund: Stripe.Refund): RefundOutcome {
  const stripeRefundId = refund.id;
  switch (refund.status) {
    case "succeeded":
      return { kind: "succeeded", stripeRefundId };
    case "failed":
    case "canceled":
      return { kind: "failed", stripeRefundId, reason: refund.failure_reason ?? refund.status };
    default:
      return { kind: "pending", stripeRefundId, reason: refund.pending_reason ?? null };
  }
}

/** Stripe sends this as `message_code`, without a `code`. */
const SHORT_OF_BALANCE = "insufficient_balance_for_refund";

/**
 * Why Stripe made no refund under the key of this number. Stripe has no code for an amount that is
 * too high: `other`.
 */
export function refundRefusal(fault: StripeFault, keyNumber: number): RefundOutcome {
  const { code, text } = fault;
  if (fault.kind === "silent") return { kind: "unknown", text };
  if (fault.messageCode === SHORT_OF_BALANCE || code === SHORT_OF_BALANCE) {
    return { kind: "short_of_balance", keyNumber, text };
  }
  if (code === "charge_already_refunded") return { kind: "refused", why: "already_refunded", text };
  if (code === "charge_disputed" || code === "refund_disputed_payment") {
    return { kind: "refused", why: "disputed", text };
  }
  return { kind: "refused", why: "other", text };
}
