/**
 * The first table: what Stripe says about a payment. No cell of the "succeeded" columns refuses or
 * loses the event (invariant 5): it pays, or it becomes a refund row of its own.
 */
import { sameMoney } from "../../base/money.ts";
import type { IntentReading } from "../../payment/intent-reading.ts";
import type { TopUpEvent } from "../events.ts";
import { nameOf } from "../names.ts";
import type { TopUp } from "../state.ts";
import { type Context, emit, finding, impossible, type Outcome, unchanged } from "./outcome.ts";
import {
  openAttempts,
  orphanIntentOnce,
  PAYMENT_RECORDED,
  type PaymentCell,
  type PaymentRecorded,
  type PaymentRow,
  paidMoney,
  paymentSucceeded,
  paysAndReturns,
  surplus,
} from "./payment-facts.ts";
import { externalRefundReversed, REFUNDED_EXTERNALLY } from "./refunded-externally.ts";

/** Settles one reading of one intent: which column it is, then the cell of the state. */
export function recordPayment(
  t: TopUp,
  reading: IntentReading,
  ctx: Context,
): Outcome<PaymentRecorded> {
  const recognised = recogniseIntent(t, reading);
  // Before approval there is no attempt, so whatever is paid then is the first payment.
  const recorded =
    reading.intentId === t.payingIntentId ||
    recognised.length > 0 ||
    nameOf(t) === "awaiting_approval";
  const cell = recorded ? COLUMNS[columnOf(t, reading, ctx)][nameOf(t)] : otherIntent;
  const { events } = cell(t, reading, ctx);
  return {
    events: [...recognised, ...events, ...orphanIntentEnded(t, reading)],
    answer: PAYMENT_RECORDED,
  };
}

/** Nothing is left to cancel once Stripe says how it ended. */
function orphanIntentEnded(t: TopUp, { intentId, status }: IntentReading): TopUpEvent[] {
  const over = status === "succeeded" || status === "canceled";
  const open = t.orphanIntents.some((s) => s.intentId === intentId && !s.closed);
  return over && open ? [{ type: "OrphanIntentClosed", intentId }] : [];
}

/**
 * An intent whose id was never recorded (the answer got lost) is recognised by its mark; but once
 * another one has paid, this one is a second payment and nothing else.
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
      return money.wrong ? "wrong" : "succeeded";
    }
  }
}

const nothing: PaymentCell = () => unchanged(PAYMENT_RECORDED);
const strange =
  (what: string): PaymentCell =>
  (t) =>
    impossible(t, PAYMENT_RECORDED, `${what} while ${nameOf(t)}`);

// --- succeeded -----------------------------------------------------------------------------------

const pays: PaymentCell = (t, reading, ctx) => {
  const event = paymentSucceeded(t, reading, ctx);
  const verdict: TopUpEvent = reading.riskElevated
    ? { type: "ReviewBegan", reason: "elevated risk" }
    : { type: "DeliverDecided", turn: ctx.nextTurn };
  return emit(PAYMENT_RECORDED, event, verdict, ...openAttempts(t));
};
const paysLate: PaymentCell = (t, reading, ctx) =>
  ctx.serviceClosed ? paysAndReturns("service_closed")(t, reading, ctx) : pays(t, reading, ctx);
const paysUnapproved: PaymentCell = (t, reading, ctx) =>
  emit(PAYMENT_RECORDED, paymentSucceeded(t, reading, ctx), {
    type: "ReviewBegan",
    reason: "paid before approval",
  });
const paysInReview: PaymentCell = (t, reading, ctx) =>
  t.money
    ? externalRefundReversed(t, reading, ctx)
    : emit(PAYMENT_RECORDED, paymentSucceeded(t, reading, ctx));

const wrongAmount: PaymentCell = (t, reading, ctx) =>
  emit(
    PAYMENT_RECORDED,
    ...paysAndReturns("wrong_amount")(t, reading, ctx).events,
    ...finding(t, "wrong_amount", `received ${reading.amount.minor} ${reading.amount.currency}`),
  );
/** It was wrong from the start and is dealt with; or it changed, which Stripe never does. */
const wrongLater: PaymentCell = (t, reading, ctx) =>
  t.money?.wrong
    ? externalRefundReversed(t, reading, ctx)
    : emit(
        PAYMENT_RECORDED,
        ...finding(t, "wrong_amount", `now ${reading.amount.minor} ${reading.amount.currency}`),
      );
const wrongInReview: PaymentCell = (t, reading, ctx) =>
  (t.money ? wrongLater : wrongAmount)(t, reading, ctx);

// --- the other answers ---------------------------------------------------------------------------

const authorized: PaymentCell = (_t, reading) =>
  emit(
    PAYMENT_RECORDED,
    { type: "PaymentAuthorized", intentId: reading.intentId },
    { type: "ReviewBegan", reason: "authorized, not captured" },
  );
const processing: PaymentCell = (_t, reading) =>
  emit(PAYMENT_RECORDED, { type: "PaymentProcessing", intentId: reading.intentId });
/**
 * Stripe forgets the last error of an intent with its next confirmation: whatever was declined,
 * another try is under way, and nobody shall read of the old one.
 */
const triedAgain: PaymentCell = (t, { intentId }) => {
  const attempt = t.attempts.find((a) => a.intentId === intentId);
  if (!attempt?.decline) return unchanged(PAYMENT_RECORDED);
  return emit(PAYMENT_RECORDED, { type: "PaymentTriedAgain", intentId });
};
const declined: PaymentCell = (t, reading) => {
  const { decline } = reading;
  const before = t.attempts.at(-1);
  const same =
    before?.decline?.code === decline?.code &&
    before?.decline?.declineCode === decline?.declineCode;
  if (!decline || (before?.state === "open" && same)) return unchanged(PAYMENT_RECORDED);
  return emit(PAYMENT_RECORDED, { type: "PaymentDeclined", intentId: reading.intentId, decline });
};
const declineNoted: PaymentCell = (_t, reading) =>
  emit(PAYMENT_RECORDED, {
    type: "Noted",
    what: `declined: ${reading.decline?.code ?? "no code"}`,
  });
/** Declined, yet open: it could still be paid. */
const declinedAfterTheEnd: PaymentCell = (t, reading, ctx) =>
  emit(
    PAYMENT_RECORDED,
    ...declineNoted(t, reading, ctx).events,
    ...orphanIntentOnce(t, reading.intentId).events,
  );
const canceled: PaymentCell = (_t, reading) =>
  emit(PAYMENT_RECORDED, { type: "PaymentCanceled", intentId: reading.intentId });
const canceledInReview: PaymentCell = (t, reading, ctx) =>
  (t.money ? strange("canceled after it was paid") : canceled)(t, reading, ctx);
const cancelIt: PaymentCell = (t, reading) => orphanIntentOnce(t, reading.intentId);
const strangeCancelIt: PaymentCell = (t, reading) =>
  emit(
    PAYMENT_RECORDED,
    ...orphanIntentOnce(t, reading.intentId).events,
    ...finding(t, "impossible", `${reading.status} while ${nameOf(t)}`),
  );

const everyAfterPaid = (cell: PaymentCell) => ({
  paid: cell,
  crediting: cell,
  resolving: cell,
  credited: cell,
  revoking: cell,
  reversing: cell,
  refunding: cell,
  refund_failed: cell,
  refunded: cell,
  parked: cell,
});

const COLUMNS: Record<Column, PaymentRow> = {
  open: {
    awaiting_payment: triedAgain,
    processing: nothing,
    canceling: nothing,
    canceled: cancelIt,
    awaiting_approval: strangeCancelIt,
    in_review: nothing,
    ...everyAfterPaid(nothing),
  },
  authorized: {
    awaiting_payment: authorized,
    processing: nothing,
    canceling: cancelIt,
    canceled: cancelIt,
    awaiting_approval: strangeCancelIt,
    in_review: nothing,
    ...everyAfterPaid(nothing),
  },
  processing: {
    awaiting_payment: processing,
    processing: nothing,
    canceling: processing,
    canceled: processing,
    awaiting_approval: strange("processing"),
    in_review: nothing,
    ...everyAfterPaid(nothing),
  },
  declined: {
    awaiting_payment: declined,
    processing: declined,
    canceling: declineNoted,
    canceled: declinedAfterTheEnd,
    awaiting_approval: strange("declined"),
    in_review: nothing,
    ...everyAfterPaid(nothing),
  },
  canceled: {
    awaiting_payment: canceled,
    processing: canceled,
    canceling: canceled,
    canceled: nothing,
    awaiting_approval: nothing,
    in_review: canceledInReview,
    ...everyAfterPaid(strange("canceled")),
  },
  succeeded: {
    awaiting_payment: pays,
    processing: pays,
    canceling: pays,
    canceled: paysLate,
    awaiting_approval: paysUnapproved,
    in_review: paysInReview,
    ...everyAfterPaid(externalRefundReversed),
  },
  wrong: {
    awaiting_payment: wrongAmount,
    processing: wrongAmount,
    canceling: wrongAmount,
    canceled: wrongAmount,
    awaiting_approval: wrongAmount,
    in_review: wrongInReview,
    ...everyAfterPaid(wrongLater),
  },
  refunded_externally: REFUNDED_EXTERNALLY,
};

// --- another intent of this top-up ---------------------------------------------------------------

/** A second intent is cancelled whatever it does; if it succeeds, it pays or returns. */
function otherIntent(t: TopUp, reading: IntentReading, ctx: Context): Outcome<PaymentRecorded> {
  switch (reading.status) {
    case "succeeded":
      return OTHER_SUCCEEDED[nameOf(t)](t, reading, ctx);
    case "canceled":
      return unchanged(PAYMENT_RECORDED);
    case "open":
    case "processing":
    case "authorized":
      return orphanIntentOnce(t, reading.intentId);
  }
}

/** The first to succeed pays and the recorded one is cancelled; unless it is not the price. */
const otherPays =
  (how: PaymentCell): PaymentCell =>
  (t, reading, ctx) => {
    const clean = reading.returnedMinor === 0 && !reading.disputed;
    // What a refund row stands for already must not buy anything as well.
    const goingBack = t.refunds.some((r) => r.intentId === reading.intentId);
    if (goingBack || !clean || !sameMoney(reading.amount, t.request.price)) {
      return surplus(t, reading, ctx);
    }
    const replaced = t.payingIntentId ? orphanIntentOnce(t, t.payingIntentId).events : [];
    return emit(PAYMENT_RECORDED, ...how(t, reading, ctx).events, ...replaced);
  };

const OTHER_SUCCEEDED: PaymentRow = {
  awaiting_payment: otherPays(pays),
  processing: otherPays(pays),
  canceling: otherPays(pays),
  canceled: otherPays(paysLate),
  awaiting_approval: paysUnapproved,
  in_review: surplus,
  ...everyAfterPaid(surplus),
};
