/** The column "declined" of an unpaid top-up, and what it counts. */
import type { IntentReading } from "../../payment/intent-reading.ts";
import type { Attempt, TopUp } from "../top-up.ts";
import { emit, finding, RECORDED, unchanged } from "./outcome.ts";
import type { PaymentCell } from "./payment-facts.ts";

/**
 * With so many declined cards a top-up is canceled. Customers who mistype or lack money need two or
 * three tries; who goes on tests cards (docs.stripe.com/disputes/prevention/card-testing).
 */
export const MAX_DECLINES = 5;

const attemptOf = (t: TopUp, { intentId }: IntentReading): Attempt | undefined =>
  t.attempts.find((a) => a.intentId === intentId);

/**
 * Stripe drops the last error of an intent at its next confirmation: the customer tries again, so
 * the page must not show the old decline.
 */
export const triedAgain: PaymentCell = (t, reading) => {
  if (!attemptOf(t, reading)?.decline) return unchanged(RECORDED);
  return emit(RECORDED, { type: "PaymentTriedAgain", intentId: reading.intentId });
};

export const declined: PaymentCell = (t, reading) => {
  const { decline, intentId } = reading;
  const before = attemptOf(t, reading);
  const counted = before?.declines ?? 0;
  // Readings may come late: a count never goes back.
  const declines = Math.max(counted, reading.declines ?? 0);
  const same =
    before?.decline?.code === decline?.code &&
    before?.decline?.declineCode === decline?.declineCode &&
    declines === counted;
  if (!decline || (before?.state === "open" && same)) return unchanged(RECORDED);
  const others = t.attempts.reduce((sum, a) => sum + (a === before ? 0 : (a.declines ?? 0)), 0);
  const event = {
    type: "PaymentDeclined",
    intentId,
    decline,
    ...(declines > 0 && { declines }),
  } as const;
  if (others + declines < MAX_DECLINES) return emit(RECORDED, event);
  const found = finding(t, "card_testing", `${others + declines} cards were declined`);
  return emit(RECORDED, event, { type: "CancelRequested", why: "declines" }, ...found);
};
