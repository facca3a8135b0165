/**
 * The table "Money": what Stripe says about a payment. No cell of the "succeeded" columns refuses
 * or loses the event (invariant 5): it pays, or it becomes a refund row of its own.
 */
import { sameMoney } from "../../base/money.ts";
import type { IntentReading } from "../../payment/intent-reading.ts";
import type { TopUpEvent } from "../events.ts";
import { stateOf } from "../states.ts";
import type { TopUp } from "../top-up.ts";
import { declined, triedAgain } from "./declined.ts";
import {
  type Context,
  emit,
  everyAfterReview,
  finding,
  type Outcome,
  RECORDED,
  type Recorded,
  unchanged,
} from "./outcome.ts";
import {
  openAttempts,
  orphanIntentOnce,
  type PaymentCell,
  type PaymentRow,
  paidMoney,
  paymentSucceeded,
  paysAndReturns,
  surplus,
} from "./payment-facts.ts";
import {
  authorized,
  canceled,
  canceledInReview,
  cancelIt,
  declinedAfterTheEnd,
  declineNoted,
  nothing,
  processing,
  strange,
  strangeCancelIt,
} from "./payment-unpaid.ts";
import { externalRefundReversed, REFUNDED_EXTERNALLY } from "./refunded-externally.ts";
import {
  besides,
  columnOfReview,
  reviewAfterCredit,
  reviewApproved,
  reviewOpened,
  riskRecorded,
  whyReviewed,
} from "./review.ts";

/** Records one reading of one intent: finds the column, then the cell of the state. */
export function recordPayment(t: TopUp, reading: IntentReading, ctx: Context): Outcome<Recorded> {
  const recognised = recogniseIntent(t, reading);
  // Before approval there is no attempt, so whatever is paid then is the first payment.
  const recorded =
    reading.intentId === t.payingIntentId ||
    recognised.length > 0 ||
    stateOf(t) === "awaiting_approval";
  const cell = recorded ? COLUMNS[columnOf(t, reading, ctx)][stateOf(t)] : otherIntent;
  const { events } = cell(t, reading, ctx);
  const risk = riskRecorded(t, reading);
  return {
    events: [...recognised, ...risk, ...events, ...orphanIntentEnded(t, reading)],
    answer: RECORDED,
  };
}

/** An orphan intent is done when Stripe says how it ended: nothing is left to cancel. */
function orphanIntentEnded(t: TopUp, { intentId, status }: IntentReading): TopUpEvent[] {
  const over = status === "succeeded" || status === "canceled";
  const open = t.orphanIntents.some((s) => s.intentId === intentId && !s.closed);
  return over && open ? [{ type: "OrphanIntentClosed", intentId }] : [];
}

/**
 * Recognises an intent whose id was not recorded, because Stripe's answer got lost: its metadata
 * names the attempt. Once another intent has paid, this one is a surplus payment instead.
 */
function recogniseIntent(t: TopUp, reading: IntentReading): TopUpEvent[] {
  const current = t.attempts.at(-1);
  if (t.money || !current || current.intentId !== null) return [];
  if (reading.metadata?.attemptId !== current.attemptId) return [];
  const { attemptId } = current;
  return [{ type: "IntentRecorded", attemptId, intentId: reading.intentId }];
}

const COLUMN_NAMES = [
  "open",
  "authorized",
  "processing",
  "declined",
  "canceled",
  "succeeded",
  "review_open",
  "review_approved",
  "wrong",
  "refunded_externally",
] as const;
type Column = (typeof COLUMN_NAMES)[number];

function columnOf(t: TopUp, reading: IntentReading, ctx: Context): Column {
  switch (reading.status) {
    case "authorized":
      return "authorized";
    case "processing":
      return "processing";
    case "canceled":
      return "canceled";
    case "open":
      return reading.decline ? "declined" : "open";
    case "succeeded": {
      const money = paidMoney(t, reading, ctx);
      if (money.refundedExternallyMinor > 0 || money.disputed) return "refunded_externally";
      return money.wrong ? "wrong" : columnOfReview(t, reading);
    }
  }
}

// --- succeeded -----------------------------------------------------------------------------------

const pays: PaymentCell = (t, reading, ctx) => {
  const event = paymentSucceeded(t, reading, ctx);
  const reason = whyReviewed(t, reading);
  const verdict: TopUpEvent = reason
    ? { type: "ReviewBegan", reason }
    : { type: "DeliverDecided", turn: ctx.nextTurn };
  return emit(RECORDED, event, verdict, ...openAttempts(t));
};
const paysLate: PaymentCell = (t, reading, ctx) =>
  ctx.serviceClosed ? paysAndReturns("service_closed")(t, reading, ctx) : pays(t, reading, ctx);
const paysUnapproved: PaymentCell = (t, reading, ctx) =>
  emit(RECORDED, paymentSucceeded(t, reading, ctx), {
    type: "ReviewBegan",
    reason: "paid before approval",
  });
const paysInReview: PaymentCell = (t, reading, ctx) =>
  t.money
    ? externalRefundReversed(t, reading, ctx)
    : emit(RECORDED, paymentSucceeded(t, reading, ctx));

const wrongAmount: PaymentCell = (t, reading, ctx) =>
  emit(
    RECORDED,
    ...paysAndReturns("wrong_amount")(t, reading, ctx).events,
    ...finding(t, "wrong_amount", `received ${reading.amount.minor} ${reading.amount.currency}`),
  );
/** The amount was wrong from the start and is refunded; or it changed, which Stripe never does. */
const wrongLater: PaymentCell = (t, reading, ctx) =>
  t.money?.wrong
    ? externalRefundReversed(t, reading, ctx)
    : emit(
        RECORDED,
        ...finding(t, "wrong_amount", `now ${reading.amount.minor} ${reading.amount.currency}`),
      );
const wrongInReview: PaymentCell = (t, reading, ctx) =>
  (t.money ? wrongLater : wrongAmount)(t, reading, ctx);

/** "succeeded, exact"; the columns of a review differ from it in a few cells. */
const EXACT: PaymentRow = {
  awaiting_payment: pays,
  processing: pays,
  canceling: pays,
  canceled: paysLate,
  awaiting_approval: paysUnapproved,
  in_review: paysInReview,
  ...everyAfterReview(externalRefundReversed),
};

const COLUMNS: Record<Column, PaymentRow> = {
  open: {
    awaiting_payment: triedAgain,
    processing: nothing,
    canceling: nothing,
    canceled: cancelIt,
    awaiting_approval: strangeCancelIt,
    in_review: nothing,
    ...everyAfterReview(nothing),
  },
  authorized: {
    awaiting_payment: authorized,
    processing: nothing,
    canceling: cancelIt,
    canceled: cancelIt,
    awaiting_approval: strangeCancelIt,
    in_review: nothing,
    ...everyAfterReview(nothing),
  },
  processing: {
    awaiting_payment: processing,
    processing: nothing,
    canceling: processing,
    canceled: processing,
    awaiting_approval: strange("processing"),
    in_review: nothing,
    ...everyAfterReview(nothing),
  },
  declined: {
    awaiting_payment: declined,
    processing: declined,
    canceling: declineNoted,
    canceled: declinedAfterTheEnd,
    awaiting_approval: strangeCancelIt,
    in_review: nothing,
    ...everyAfterReview(nothing),
  },
  canceled: {
    awaiting_payment: canceled,
    processing: canceled,
    canceling: canceled,
    canceled: nothing,
    awaiting_approval: nothing,
    in_review: canceledInReview,
    ...everyAfterReview(strange("canceled")),
  },
  succeeded: EXACT,
  review_open: {
    ...EXACT,
    paid: besides(reviewOpened),
    credited: besides(reviewAfterCredit),
  },
  review_approved: { ...EXACT, in_review: reviewApproved },
  wrong: {
    awaiting_payment: wrongAmount,
    processing: wrongAmount,
    canceling: wrongAmount,
    canceled: wrongAmount,
    awaiting_approval: wrongAmount,
    in_review: wrongInReview,
    ...everyAfterReview(wrongLater),
  },
  refunded_externally: REFUNDED_EXTERNALLY,
};

// --- another intent of this top-up ---------------------------------------------------------------

/** Another intent is canceled in any state; if it succeeds, it pays or is refunded. */
function otherIntent(t: TopUp, reading: IntentReading, ctx: Context): Outcome<Recorded> {
  switch (reading.status) {
    case "succeeded":
      return OTHER_SUCCEEDED[stateOf(t)](t, reading, ctx);
    case "canceled":
      return unchanged(RECORDED);
    case "open":
    case "processing":
    case "authorized":
      return orphanIntentOnce(t, reading.intentId);
  }
}

/** The first intent to succeed pays and the recorded one is canceled; a wrong amount is surplus. */
const otherPays =
  (how: PaymentCell): PaymentCell =>
  (t, reading, ctx) => {
    const clean = reading.returnedMinor === 0 && !reading.disputed;
    // A payment that is being refunded must not buy anything as well.
    const goingBack = t.refunds.some((r) => r.intentId === reading.intentId);
    if (goingBack || !clean || !sameMoney(reading.amount, t.request.price)) {
      return surplus(t, reading, ctx);
    }
    const replaced = t.payingIntentId ? orphanIntentOnce(t, t.payingIntentId).events : [];
    return emit(RECORDED, ...how(t, reading, ctx).events, ...replaced);
  };

const OTHER_SUCCEEDED: PaymentRow = {
  awaiting_payment: otherPays(pays),
  processing: otherPays(pays),
  canceling: otherPays(pays),
  canceled: otherPays(paysLate),
  awaiting_approval: paysUnapproved,
  in_review: surplus,
  ...everyAfterReview(surplus),
};
