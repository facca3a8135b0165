/** Risk and reviews of Radar: the last two columns of the table "Money" (decision 28). */
import { type IntentReading, isRisky, type StripeReview } from "../../payment/intent-reading.ts";
import type { TopUpEvent } from "../events.ts";
import type { PaidMoney, TopUp } from "../top-up.ts";
import { type Context, emit, finding, type Outcome, RECORDED, type Recorded } from "./outcome.ts";
import { type PaymentCell, paymentSucceeded } from "./payment-facts.ts";
import { externalRefundReversed } from "./refunded-externally.ts";

/** Why a payment is reviewed; Stripe's approval lets go what waits for one of these. */
const ELEVATED = "elevated risk";
const AT_STRIPE = "a review is open at Stripe";
const FOR_RISK: ReadonlySet<string> = new Set([ELEVATED, AT_STRIPE]);

/** Why a person looks at this payment before anything is granted; null: no person does. */
export function whyReviewed({ request }: TopUp, { risk, review }: IntentReading): string | null {
  if (review?.state === "open") return AT_STRIPE;
  // A person at the merchant has looked already.
  if (review?.state === "approved") return null;
  return request.reviewsRisk && isRisky(risk) ? ELEVATED : null;
}

/** What is known of a review: once it was seen closed, an older reading does not open it again. */
function newest(known: StripeReview | null, read: StripeReview | null): StripeReview | null {
  if (known === null || known.reviewId !== read?.reviewId) return read ?? known;
  return known.state === "open" ? read : known;
}

/** The column of an exact payment with nothing returned. */
export function columnOfReview(
  t: TopUp,
  reading: IntentReading,
): "succeeded" | "review_open" | "review_approved" {
  const known = t.money?.intentId === reading.intentId ? t.money.review : null;
  switch (newest(known, reading.review)?.state) {
    case "open":
      return "review_open";
    case "approved":
      return "review_approved";
    case "closed":
    case undefined:
      return "succeeded";
  }
}

/** Risk and review of the paying intent, where they differ from what is recorded. */
export function riskRecorded({ money }: TopUp, reading: IntentReading): TopUpEvent[] {
  if (money?.intentId !== reading.intentId || reading.status !== "succeeded") return [];
  const review = newest(money.review, reading.review);
  const risk = reading.risk ?? money.risk;
  return isKnown(money, { risk, review }) ? [] : [{ type: "RiskRecorded", risk, review }];
}

const isKnown = (known: PaidMoney, read: Pick<PaidMoney, "risk" | "review">): boolean =>
  known.risk === read.risk &&
  known.review?.reviewId === read.review?.reviewId &&
  known.review?.state === read.review?.state;

type Follow = (t: TopUp, reading: IntentReading, ctx: Context) => readonly TopUpEvent[];

/** The cell of "succeeded, exact", and what the review brings besides. */
export const besides =
  (follow: Follow): PaymentCell =>
  (t, reading, ctx): Outcome<Recorded> =>
    emit(RECORDED, ...externalRefundReversed(t, reading, ctx).events, ...follow(t, reading, ctx));

/** Nothing is granted yet, so the person at the merchant who looks at it can still say no. */
export const reviewOpened: Follow = (t) =>
  t.reviewPassed ? [] : [{ type: "ReviewBegan", reason: AT_STRIPE }];

/** The customer has the days; an operator has to know that the payment is in doubt. */
export const reviewAfterCredit: Follow = (t, { review }) =>
  finding(t, "review_after_credit", review?.reviewId ?? "a review is open at Stripe");

/**
 * A person at the merchant has approved the payment at Stripe. What waits for another reason (no
 * approval of the sale, blocked sales, no top-up on record) goes on waiting for our operator.
 */
export const reviewApproved: PaymentCell = (t, reading, ctx) => {
  const paid = t.money
    ? externalRefundReversed(t, reading, ctx).events
    : [paymentSucceeded(t, reading, ctx)];
  const released = t.review !== null && FOR_RISK.has(t.review.reason);
  const go: readonly TopUpEvent[] = released
    ? [{ type: "DeliverDecided", turn: ctx.nextTurn }]
    : [];
  return emit(RECORDED, ...paid, ...go);
};
