import type Stripe from "stripe";
import { PortFault } from "../../app/ports/port-fault.ts";
import { toId } from "../../domain/base/ids.ts";
import type {
  Decline,
  IntentReading,
  IntentStatus,
  RiskLevel,
  StripeReview,
} from "../../domain/payment/intent-reading.ts";
import { fromStripeMetadata } from "./payment-metadata.ts";
import { untrustedMetadata } from "./untrusted-metadata.ts";

/**
 * The reading of an intent that was fetched with `latest_charge` and `review` expanded. `disputes`
 * are those of its charge; null: Stripe does not call the charge disputed, so they were not
 * fetched. Throws `PortFault` when one of them is not expanded or the status is unknown.
 */
export function intentReading(
  intent: Stripe.PaymentIntent,
  disputes: readonly Stripe.Dispute[] | null,
  deployment: string,
): IntentReading {
  const charge = chargeOf(intent);
  const status = statusOf(intent.status);
  const minor = status === "succeeded" ? intent.amount_received : intent.amount;
  const metadata = fromStripeMetadata(intent.metadata, deployment);
  return {
    intentId: toId("pi", intent.id),
    status,
    amount: { minor, currency: intent.currency },
    returnedMinor: Math.min(minor, (charge?.amount_refunded ?? 0) + lostMinor(disputes ?? [])),
    disputed: disputes !== null && isDisputed(disputes),
    livemode: intent.livemode,
    metadata,
    untrusted: untrustedMetadata(intent, { charge, ours: metadata !== null }),
    decline: declineOf(intent),
    method: methodOf(intent, charge),
    risk: riskOf(charge),
    review: reviewOf(intent),
    ...fingerprintOf(charge),
  };
}

/** Radar's level; its other words (`not_assessed`, `unknown`) say nothing. */
function riskOf(charge: Stripe.Charge | null): RiskLevel | null {
  const level = charge?.outcome?.risk_level;
  return level === "normal" || level === "elevated" || level === "highest" ? level : null;
}

/**
 * A review can be closed for many reasons. A person lets the payment go with `approved`, and with
 * `acknowledged` (reviewed and closed without a verdict; docs.stripe.com/api/radar/reviews).
 */
const LET_GO: ReadonlySet<string | null> = new Set(["approved", "acknowledged"]);
function reviewOf(intent: Stripe.PaymentIntent): StripeReview | null {
  const { review } = intent;
  if (review === null) return null;
  if (typeof review === "string") {
    throw new PortFault("stripe", `${intent.id}: the review was not expanded`);
  }
  const closed = LET_GO.has(review.closed_reason) ? "approved" : "closed";
  return { reviewId: review.id, state: review.open ? "open" : closed };
}

/** The expanded charge; null: nothing was charged yet. */
export function chargeOf(intent: Stripe.PaymentIntent): Stripe.Charge | null {
  const charge = intent.latest_charge;
  if (typeof charge === "string") {
    throw new PortFault("stripe", `${intent.id}: the charge was not expanded`);
  }
  return charge ?? null;
}

/** A chargeback that was lost or prevented: the bank has returned the money to the customer. */
const LOST: ReadonlySet<string> = new Set(["lost", "prevented"]);

function lostMinor(disputes: readonly Stripe.Dispute[]): number {
  return disputes.filter((d) => LOST.has(d.status)).reduce((sum, d) => sum + d.amount, 0);
}

/**
 * Whether a chargeback is still open. An inquiry (`warning_…`) moves no money; a won dispute leaves
 * the money with the merchant; a lost one counts as returned. An unknown status counts as open, and
 * so does an empty list for a charge that Stripe calls disputed, because lists may lag behind.
 */
function isDisputed(disputes: readonly Stripe.Dispute[]): boolean {
  if (disputes.length === 0) return true;
  return disputes.some(
    ({ status }) => status !== "won" && !LOST.has(status) && !status.startsWith("warning_"),
  );
}

function statusOf(status: string): IntentStatus {
  switch (status) {
    case "requires_payment_method":
    case "requires_confirmation":
    case "requires_action":
      return "open";
    case "processing":
    case "succeeded":
    case "canceled":
      return status;
    case "requires_capture":
      return "authorized";
    default:
      throw new PortFault("stripe", `an intent has a status we do not know: ${status}`);
  }
}

function declineOf(intent: Stripe.PaymentIntent): Decline | null {
  const error = intent.last_payment_error;
  if (!error) return null;
  return { code: error.code ?? error.type, declineCode: error.decline_code ?? null };
}

/** A wallet's card has the fingerprint of the card behind it; other methods have none. */
function fingerprintOf(charge: Stripe.Charge | null): Pick<IntentReading, "cardFingerprint"> {
  const fingerprint = charge?.payment_method_details?.card?.fingerprint;
  return fingerprint ? { cardFingerprint: fingerprint } : {};
}

function methodOf(intent: Stripe.PaymentIntent, charge: Stripe.Charge | null): string | null {
  const used = charge?.payment_method_details ?? intent.last_payment_error?.payment_method;
  if (!used) return null;
  const { card } = used;
  if (!card?.brand || !card.last4) return used.type;
  return `${card.brand} ${card.last4}`;
}
