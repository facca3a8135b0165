/** The last two columns of the money table: given back outside (all or part), or disputed. */
import type { IntentReading } from "../../payment/intent-reading.ts";
import { isOpen } from "../../refund/refund.ts";
import type { TopUpEvent } from "../events.ts";
import { nameOf } from "../names.ts";
import type { PaidMoney, TopUp } from "../state.ts";
import {
  type Context,
  emit,
  finding,
  refundRow,
  remaining,
  returnEvents,
  unchanged,
} from "./outcome.ts";
import {
  BY_OTHERS,
  externalRefundFailed,
  openAttempts,
  PAYMENT_RECORDED,
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

/** A cell that only speaks when something is new. */
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
      ? unchanged(PAYMENT_RECORDED)
      : emit(PAYMENT_RECORDED, ...cell(t, money, ctx, reading));
  };

/** All of it: refunded, nothing to do. Part of it, or disputed: a person looks. */
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
 * Delivered, and the money went back by another hand: reversing it comes with refunds on request.
 * Until then a person is told, and the service sells nothing more (the object looks at this).
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
    `${money.refundedExternallyMinor} of ${money.received.minor} given back`,
  ),
]);
const noted = onChange((_t, money) => [refundedExternally(money)]);
/**
 * Decided to be returned, and money that others had given back is here again (their refund failed,
 * a dispute was won): what no row of ours stands for gets a new one.
 */
const changeWhileReturned = onChange((t, money, ctx) => {
  const gap = refundRow(t, ctx, money);
  const less = (t.money?.refundedExternallyMinor ?? 0) > money.refundedExternallyMinor;
  // While a dispute lasts Stripe refuses every refund; the row follows when it is won.
  const row = !money.disputed && (less || t.money?.disputed) ? gap : [];
  const changed = gap.length > 0 && (less || row.length > 0);
  const found = changed
    ? finding(t, "external_refund_reversed", `${remaining(money)} to return`)
    : [];
  return [refundedExternally(money), ...row, ...found];
});

const notedWhileReturned: PaymentCell = (t, reading, ctx) => {
  const failed = externalRefundFailed(t, reading);
  return failed.length > 0
    ? emit(PAYMENT_RECORDED, ...failed)
    : changeWhileReturned(t, reading, ctx);
};

/** A refund whose answer got lost looks like one done outside: either way the money is back. */
const returning: PaymentCell = (t, reading, ctx) => {
  const money = paidMoney(t, reading, ctx);
  const row = t.refunds.filter((r) => r.purpose === "return").at(-1);
  if (row && allRefunded(money) && (isOpen(row) || row.state === "failed")) {
    const outcome = { kind: "succeeded" as const, stripeRefundId: row.stripeRefundId ?? BY_OTHERS };
    return emit(PAYMENT_RECORDED, { type: "RefundAnswered", refundId: row.refundId, outcome });
  }
  return notedWhileReturned(t, reading, ctx);
};

/** Nothing is returned or disputed, and until now something was: that is news too. */
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
  byName[nameOf(t)](t, reading, ctx);

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
