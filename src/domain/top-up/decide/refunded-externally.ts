/**
 * The last two columns of the table "Money": all of the payment refunded externally; or part of
 * it, or disputed.
 */
import type { IntentReading } from "../../payment/intent-reading.ts";
import { EXTERNAL_REFUND, returnRowsOf } from "../../refund/refund.ts";
import type { TopUpEvent } from "../events.ts";
import { evolve } from "../evolve/evolve.ts";
import { remaining } from "../facts.ts";
import { stateOf } from "../states.ts";
import type { PaidMoney, TopUp } from "../top-up.ts";
import {
  type Context,
  emit,
  finding,
  RECORDED,
  refundRow,
  returnEvents,
  unchanged,
} from "./outcome.ts";
import {
  externalRefundFailed,
  openAttempts,
  type PaymentCell,
  type PaymentRow,
  paidMoney,
  paymentSucceeded,
} from "./payment-facts.ts";

const allRefunded = (money: PaidMoney) => money.refundedExternallyMinor >= money.received.minor;

/** Nothing new: the same amounts as before. */
const sameAmounts = (t: TopUp, money: PaidMoney) =>
  t.money !== null &&
  t.money.refundedExternallyMinor === money.refundedExternallyMinor &&
  t.money.disputed === money.disputed;

const refundedExternally = (money: PaidMoney): TopUpEvent => ({
  type: "RefundedExternally",
  refundedExternallyMinor: money.refundedExternallyMinor,
  disputed: money.disputed,
});

/** A cell that changes nothing unless the amounts have changed. */
const onChange =
  (
    cell: (
      t: TopUp,
      money: PaidMoney,
      ctx: Context,
      reading: IntentReading,
    ) => readonly TopUpEvent[],
  ): PaymentCell =>
  (t, reading, ctx) => {
    const money = paidMoney(t, reading, ctx);
    return sameAmounts(t, money)
      ? unchanged(RECORDED)
      : emit(RECORDED, ...cell(t, money, ctx, reading));
  };

/** All of it: refunded, nothing to do. Part of it, or disputed: an operator reviews it. */
const beforePaid = onChange((t, money, ctx, reading) => {
  const event = paymentSucceeded(t, reading, ctx);
  return allRefunded(money)
    ? [event, ...returnEvents(t, "refunded_externally", ctx, money), ...openAttempts(t)]
    : [event, { type: "ReviewBegan", reason: "part refunded externally, or disputed" }];
});
const inReview = onChange((t, money, ctx, reading) => {
  const facts: TopUpEvent = t.money ? refundedExternally(money) : paymentSucceeded(t, reading, ctx);
  return allRefunded(money)
    ? [facts, ...returnEvents(t, "refunded_externally", ctx, money)]
    : [facts];
});
const ungranted = onChange((t, money, ctx) =>
  allRefunded(money)
    ? [refundedExternally(money), ...returnEvents(t, "refunded_externally", ctx, money)]
    : [
        refundedExternally(money),
        { type: "ReviewBegan", reason: "part refunded externally, or disputed" },
      ],
);
const granted = onChange((_t, money) => [
  refundedExternally(money),
  { type: "ResolvingBegan", reason: "refunded_externally" },
]);
const resolving = onChange((t, money) =>
  t.resolving?.reason === "operator" || t.resolving?.reason === "refunded_externally"
    ? [refundedExternally(money)]
    : [
        refundedExternally(money),
        { type: "ResolvingReasonChanged", reason: "refunded_externally" },
      ],
);
/**
 * The customer has the credit, and others refunded or disputed the payment. Reversing the credit
 * belongs to refunds on request, which are not built yet. Until then a finding is raised, and the
 * payer is blocked (`blocksPayer`), not the service.
 */
const alreadyCredited = onChange((t, money) => [
  refundedExternally(money),
  ...finding(
    t,
    allRefunded(money)
      ? "refunded_externally_after_credit"
      : money.disputed
        ? "disputed"
        : "part_refunded_externally",
    `${money.refundedExternallyMinor} of ${money.received.minor} refunded externally`,
  ),
]);
const noted = onChange((_t, money) => [refundedExternally(money)]);
/**
 * The decision is `return`, and an external refund is reversed (it failed, or we won a dispute):
 * the amount that no row of ours covers gets a new row.
 */
const changeWhileReturned = onChange((before, money, ctx) => {
  const { t, events } = unblocked(before, money, ctx);
  const gap = refundRow(t, ctx, money);
  const less = (t.money?.refundedExternallyMinor ?? 0) > money.refundedExternallyMinor;
  // While a dispute lasts Stripe refuses every refund; the row follows when we have won it.
  const row = !money.disputed && (less || t.money?.disputed) ? gap : [];
  const changed = gap.length > 0 && (less || row.length > 0);
  const found = changed
    ? finding(t, "external_refund_reversed", `${remaining(money)} to return`)
    : [];
  return [...events, refundedExternally(money), ...row, ...found];
});

/**
 * We have won the dispute that blocked a row: it is over, and a new row asks. Stripe repeats
 * "disputed" under the old row's key for a day, and never made that refund.
 */
function unblocked(t: TopUp, money: PaidMoney, { now }: Context) {
  const blocked = returnRowsOf(t.refunds).filter(
    ({ state, problem }) => state === "requested" && problem === "disputed",
  );
  if (!t.money?.disputed || money.disputed || blocked.length === 0) return { t, events: [] };
  const text = "the dispute that blocked it is over: a new row asks";
  const outcome = { kind: "refused", why: "other", text } as const;
  const events = blocked.map(({ refundId }): TopUpEvent => {
    return { type: "RefundAnswered", refundId, outcome };
  });
  return { t: events.reduce((before, event) => evolve(before, event, now), t), events };
}

const notedWhileReturned: PaymentCell = (t, reading, ctx) => {
  const failed = externalRefundFailed(t, reading);
  return failed.length > 0 ? emit(RECORDED, ...failed) : changeWhileReturned(t, reading, ctx);
};

/** A refund whose answer got lost looks like an external one: either way the customer has it. */
const returning: PaymentCell = (t, reading, ctx) => {
  // Stripe counts what is pending as returned already, so a pending row waits for its own answer.
  const waiting = returnRowsOf(t.refunds).filter(
    ({ state }) => state === "requested" || state === "failed",
  );
  const everything = reading.returnedMinor >= reading.amount.minor;
  if (waiting.length === 0 || !everything) return notedWhileReturned(t, reading, ctx);
  const answered = waiting.map(({ refundId, stripeRefundId }): TopUpEvent => {
    const found = stripeRefundId ?? EXTERNAL_REFUND;
    return {
      type: "RefundAnswered",
      refundId,
      outcome: { kind: "succeeded", stripeRefundId: found },
    };
  });
  return emit(RECORDED, ...answered);
};

/** The reading shows no external refund and no dispute, and the one before did. */
const byName: PaymentRow = {
  awaiting_payment: noted,
  processing: noted,
  canceling: noted,
  canceled: noted,
  awaiting_approval: noted,
  in_review: noted,
  paid: noted,
  crediting: noted,
  resolving: noted,
  credited: noted,
  revoking: noted,
  reversing: noted,
  refunding: notedWhileReturned,
  refund_failed: notedWhileReturned,
  refunded: notedWhileReturned,
  parked: noted,
};
export const externalRefundReversed: PaymentCell = (t, reading, ctx) =>
  byName[stateOf(t)](t, reading, ctx);

export const REFUNDED_EXTERNALLY: PaymentRow = {
  awaiting_payment: beforePaid,
  processing: beforePaid,
  canceling: beforePaid,
  canceled: beforePaid,
  awaiting_approval: beforePaid,
  in_review: inReview,
  paid: ungranted,
  crediting: granted,
  resolving,
  credited: alreadyCredited,
  revoking: resolving,
  reversing: noted,
  refunding: returning,
  refund_failed: returning,
  refunded: notedWhileReturned,
  parked: noted,
};
