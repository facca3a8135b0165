/**
 * The first table: what Stripe says about a payment. No cell of the "succeeded" columns refuses or
 * loses the event (invariant 5): it pays, or it becomes a refund row of its own.
 */
import { sameMoney } from "../money.ts";
import type { IntentReading } from "../payment-reading.ts";
import { cameBack, RETURNED } from "./decide-returned.ts";
import type { TopUpEvent } from "./events.ts";
import {
  goesBack,
  type MoneyCell,
  type MoneyRow,
  openAttempts,
  paidMoney,
  paymentSucceeded,
  SETTLED,
  type Settled,
  strayOnce,
  surplus,
} from "./money-facts.ts";
import { nameOf } from "./names.ts";
import { type Context, finding, go, impossible, type Outcome, still } from "./outcome.ts";
import type { TopUp } from "./state.ts";

/** Settles one reading of one intent: which column it is, then the cell of the state. */
export function settle(t: TopUp, reading: IntentReading, ctx: Context): Outcome<Settled> {
  const adopted = adopt(t, reading);
  // Before approval there is no attempt, so whatever is paid then is the first payment.
  const recorded =
    reading.intentId === t.payingIntentId ||
    adopted.length > 0 ||
    nameOf(t) === "awaiting_approval";
  const cell = recorded ? COLUMNS[columnOf(t, reading, ctx)][nameOf(t)] : otherIntent;
  const { events } = cell(t, reading, ctx);
  return { events: [...adopted, ...events, ...strayEnded(t, reading)], answer: SETTLED };
}

/** Nothing is left to cancel once Stripe says how it ended. */
function strayEnded(t: TopUp, { intentId, status }: IntentReading): TopUpEvent[] {
  const over = status === "succeeded" || status === "canceled";
  const open = t.strays.some((s) => s.intentId === intentId && !s.closed);
  return over && open ? [{ type: "StrayIntentClosed", intentId }] : [];
}

/**
 * An intent whose id was never recorded (the answer got lost) is recognised by its mark; but once
 * another one has paid, this one is a second payment and nothing else.
 */
function adopt(t: TopUp, reading: IntentReading): TopUpEvent[] {
  const current = t.attempts.at(-1);
  if (t.money || !current || current.intentId !== null) return [];
  if (reading.mark?.attemptId !== current.attemptId) return [];
  const { attemptId } = current;
  return [{ type: "IntentRecorded", attemptId, intentId: reading.intentId }];
}

const COLUMN_NAMES = [
  "open",
  "authorised",
  "processing",
  "declined",
  "canceled",
  "succeeded",
  "wrong",
  "returned",
] as const;
type Column = (typeof COLUMN_NAMES)[number];

function columnOf(t: TopUp, reading: IntentReading, ctx: Context): Column {
  switch (reading.status) {
    case "held":
      return "authorised";
    case "processing":
      return "processing";
    case "canceled":
      return "canceled";
    case "open":
      return reading.decline ? "declined" : "open";
    case "succeeded": {
      const money = paidMoney(t, reading, ctx);
      if (money.returnedOutsideMinor > 0 || money.disputed) return "returned";
      return money.wrong ? "wrong" : "succeeded";
    }
  }
}

const nothing: MoneyCell = () => still(SETTLED);
const strange =
  (what: string): MoneyCell =>
  (t) =>
    impossible(t, SETTLED, `${what} while ${nameOf(t)}`);

// --- succeeded -----------------------------------------------------------------------------------

const pays: MoneyCell = (t, reading, ctx) => {
  const event = paymentSucceeded(t, reading, ctx);
  const verdict: TopUpEvent = reading.riskElevated
    ? { type: "ReviewBegan", reason: "elevated risk" }
    : { type: "DeliveryDecided", turn: ctx.nextTurn };
  return go(SETTLED, event, verdict, ...openAttempts(t));
};
const paysLate: MoneyCell = (t, reading, ctx) =>
  ctx.serviceClosed ? goesBack("service_closed")(t, reading, ctx) : pays(t, reading, ctx);
const paysUnapproved: MoneyCell = (t, reading, ctx) =>
  go(SETTLED, paymentSucceeded(t, reading, ctx), {
    type: "ReviewBegan",
    reason: "paid before approval",
  });
const paysInReview: MoneyCell = (t, reading, ctx) =>
  t.money ? cameBack(t, reading, ctx) : go(SETTLED, paymentSucceeded(t, reading, ctx));

const wrongAmount: MoneyCell = (t, reading, ctx) =>
  go(
    SETTLED,
    ...goesBack("wrong_amount")(t, reading, ctx).events,
    ...finding(t, "wrong_amount", `received ${reading.amount.minor} ${reading.amount.currency}`),
  );
/** It was wrong from the start and is dealt with; or it changed, which Stripe never does. */
const wrongLater: MoneyCell = (t, reading, ctx) =>
  t.money?.wrong
    ? cameBack(t, reading, ctx)
    : go(
        SETTLED,
        ...finding(t, "wrong_amount", `now ${reading.amount.minor} ${reading.amount.currency}`),
      );
const wrongInReview: MoneyCell = (t, reading, ctx) =>
  (t.money ? wrongLater : wrongAmount)(t, reading, ctx);

// --- the other answers ---------------------------------------------------------------------------

const held: MoneyCell = (_t, reading) =>
  go(
    SETTLED,
    { type: "PaymentHeld", intentId: reading.intentId },
    { type: "ReviewBegan", reason: "authorised, not captured" },
  );
const processing: MoneyCell = (_t, reading) =>
  go(SETTLED, { type: "PaymentProcessing", intentId: reading.intentId });
/**
 * Stripe forgets the last error of an intent with its next confirmation: whatever was declined,
 * another try is under way, and nobody shall read of the old one.
 */
const triedAgain: MoneyCell = (t, { intentId }) => {
  const attempt = t.attempts.find((a) => a.intentId === intentId);
  if (!attempt?.decline) return still(SETTLED);
  return go(SETTLED, { type: "PaymentTriedAgain", intentId });
};
const declined: MoneyCell = (t, reading) => {
  const { decline } = reading;
  const before = t.attempts.at(-1);
  const same =
    before?.decline?.code === decline?.code &&
    before?.decline?.declineCode === decline?.declineCode;
  if (!decline || (before?.state === "open" && same)) return still(SETTLED);
  return go(SETTLED, { type: "PaymentDeclined", intentId: reading.intentId, decline });
};
const declineNoted: MoneyCell = (_t, reading) =>
  go(SETTLED, { type: "Noted", what: `declined: ${reading.decline?.code ?? "no code"}` });
/** Declined, yet open: it could still be paid. */
const declinedAfterTheEnd: MoneyCell = (t, reading, ctx) =>
  go(SETTLED, ...declineNoted(t, reading, ctx).events, ...strayOnce(t, reading.intentId).events);
const canceled: MoneyCell = (_t, reading) =>
  go(SETTLED, { type: "PaymentCanceled", intentId: reading.intentId });
const canceledInReview: MoneyCell = (t, reading, ctx) =>
  (t.money ? strange("canceled after it was paid") : canceled)(t, reading, ctx);
const cancelIt: MoneyCell = (t, reading) => strayOnce(t, reading.intentId);
const strangeCancelIt: MoneyCell = (t, reading) =>
  go(
    SETTLED,
    ...strayOnce(t, reading.intentId).events,
    ...finding(t, "impossible", `${reading.status} while ${nameOf(t)}`),
  );

const everyAfterPaid = (cell: MoneyCell) => ({
  paid: cell,
  crediting: cell,
  closing: cell,
  credited: cell,
  withdrawing: cell,
  reversing: cell,
  refunding: cell,
  refund_failed: cell,
  refunded: cell,
  parked: cell,
});

const COLUMNS: Record<Column, MoneyRow> = {
  open: {
    awaiting_payment: triedAgain,
    processing: nothing,
    lapsing: nothing,
    unpaid: cancelIt,
    awaiting_approval: strangeCancelIt,
    in_review: nothing,
    ...everyAfterPaid(nothing),
  },
  authorised: {
    awaiting_payment: held,
    processing: nothing,
    lapsing: cancelIt,
    unpaid: cancelIt,
    awaiting_approval: strangeCancelIt,
    in_review: nothing,
    ...everyAfterPaid(nothing),
  },
  processing: {
    awaiting_payment: processing,
    processing: nothing,
    lapsing: processing,
    unpaid: processing,
    awaiting_approval: strange("processing"),
    in_review: nothing,
    ...everyAfterPaid(nothing),
  },
  declined: {
    awaiting_payment: declined,
    processing: declined,
    lapsing: declineNoted,
    unpaid: declinedAfterTheEnd,
    awaiting_approval: strange("declined"),
    in_review: nothing,
    ...everyAfterPaid(nothing),
  },
  canceled: {
    awaiting_payment: canceled,
    processing: canceled,
    lapsing: canceled,
    unpaid: nothing,
    awaiting_approval: nothing,
    in_review: canceledInReview,
    ...everyAfterPaid(strange("canceled")),
  },
  succeeded: {
    awaiting_payment: pays,
    processing: pays,
    lapsing: pays,
    unpaid: paysLate,
    awaiting_approval: paysUnapproved,
    in_review: paysInReview,
    ...everyAfterPaid(cameBack),
  },
  wrong: {
    awaiting_payment: wrongAmount,
    processing: wrongAmount,
    lapsing: wrongAmount,
    unpaid: wrongAmount,
    awaiting_approval: wrongAmount,
    in_review: wrongInReview,
    ...everyAfterPaid(wrongLater),
  },
  returned: RETURNED,
};

// --- another intent of this top-up ---------------------------------------------------------------

/** A second intent is cancelled whatever it does; if it succeeds, it pays or returns. */
function otherIntent(t: TopUp, reading: IntentReading, ctx: Context): Outcome<Settled> {
  switch (reading.status) {
    case "succeeded":
      return OTHER_SUCCEEDED[nameOf(t)](t, reading, ctx);
    case "canceled":
      return still(SETTLED);
    case "open":
    case "processing":
    case "held":
      return strayOnce(t, reading.intentId);
  }
}

/** The first to succeed pays and the recorded one is cancelled; unless it is not the price. */
const otherPays =
  (how: MoneyCell): MoneyCell =>
  (t, reading, ctx) => {
    const clean = reading.returnedMinor === 0 && !reading.disputed;
    // What a refund row stands for already must not buy anything as well.
    const goingBack = t.refunds.some((r) => r.intentId === reading.intentId);
    if (goingBack || !clean || !sameMoney(reading.amount, t.request.price)) {
      return surplus(t, reading, ctx);
    }
    const replaced = t.payingIntentId ? strayOnce(t, t.payingIntentId).events : [];
    return go(SETTLED, ...how(t, reading, ctx).events, ...replaced);
  };

const OTHER_SUCCEEDED: MoneyRow = {
  awaiting_payment: otherPays(pays),
  processing: otherPays(pays),
  lapsing: otherPays(pays),
  unpaid: otherPays(paysLate),
  awaiting_approval: paysUnapproved,
  in_review: surplus,
  ...everyAfterPaid(surplus),
};
