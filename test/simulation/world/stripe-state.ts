/** What Stripe stores about one payment, and how the port describes it. */
import type { IntentId, RefundId } from "../../../src/domain/base/ids.ts";
import type { Money } from "../../../src/domain/base/money.ts";
import type { IntentReading, StripeReview } from "../../../src/domain/payment/intent-reading.ts";
import type { PaymentMetadata, UntrustedMetadata } from "../../../src/domain/payment/metadata.ts";
import type { RefundOutcome } from "../../../src/domain/refund/refund.ts";

export interface Intent {
  readonly id: IntentId;
  amount: Money;
  status: IntentReading["status"];
  /** A legacy caller's payment has none until it is bound to a top-up. */
  metadata: PaymentMetadata | null;
  /** What a legacy caller wrote on it. */
  untrusted?: UntrustedMetadata;
  decline: IntentReading["decline"];
  /** Its charges that failed. */
  declines: number;
  risky: boolean;
  /** A rule of the merchant asked for a person. */
  review: StripeReview["state"] | null;
  readonly refunds: Refund[];
  dispute: "none" | "open" | "lost" | "won";
  /** Readings from before each change: a slow caller may still report them. */
  readonly past: IntentReading[];
}
export interface Refund {
  readonly id: string;
  /** Our refund id from its metadata; null: not made by us. */
  readonly refundId: RefundId | null;
  readonly amount: number;
  status: "pending" | "succeeded" | "failed";
  /** The status at its creation. */
  readonly first: "pending" | "succeeded";
}

/** `amount_refunded` of the charge. */
export const returned = (intent: Intent): number =>
  intent.refunds.filter((r) => r.status !== "failed").reduce((sum, r) => sum + r.amount, 0);

export const disputed = (intent: Intent): boolean =>
  intent.dispute === "open" || intent.dispute === "lost";

export function readingOf(intent: Intent): IntentReading {
  return {
    intentId: intent.id,
    status: intent.status,
    amount: intent.amount,
    returnedMinor: returned(intent),
    disputed: disputed(intent),
    livemode: false,
    metadata: intent.metadata,
    ...(intent.untrusted !== undefined && { untrusted: intent.untrusted }),
    decline: intent.decline,
    declines: intent.declines,
    method: intent.status === "succeeded" ? "visa 4242" : null,
    risk: intent.status === "succeeded" ? (intent.risky ? "elevated" : "normal") : null,
    review: intent.review && { reviewId: `prv_${intent.id}`, state: intent.review },
  };
}

export function refundReading({ id, status }: Refund): RefundOutcome {
  const stripeRefundId = id;
  return status === "failed"
    ? { kind: "failed", stripeRefundId, reason: "expired_or_canceled_card" }
    : status === "pending"
      ? { kind: status, stripeRefundId, reason: null }
      : { kind: status, stripeRefundId };
}
