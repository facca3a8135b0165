/** The last two columns of the money table: given back outside (all or part), or disputed. */
import type { IntentReading } from "../payment-reading.ts";
import { isOpen } from "../refund/refund.ts";
import type { TopUpEvent } from "./events.ts";
import {
  BY_OTHERS,
  fellBack,
  type MoneyCell,
  type MoneyRow,
  openAttempts,
  paidMoney,
  paymentSucceeded,
  SETTLED,
} from "./money-facts.ts";
import { nameOf } from "./names.ts";
import { type Context, finding, go, refundRow, remaining, returnEvents, still } from "./outcome.ts";
import type { PaidMoney, TopUp } from "./state.ts";

const allGone = (money: PaidMoney) => money.returnedOutsideMinor >= money.received.minor;

/** Nothing new: the same amounts as before. */
const unchanged = (t: TopUp, money: PaidMoney) =>
  t.money !== null &&
  t.money.returnedOutsideMinor === money.returnedOutsideMinor &&
  t.money.disputed === money.disputed;

const left = (money: PaidMoney): TopUpEvent => ({
  type: "MoneyLeft",
  returnedOutsideMinor: money.returnedOutsideMinor,
  disputed: money.disputed,
});

/** A cell that only speaks when something is new. */
const onNews =
  (
    cell: (
      t: TopUp,
      money: PaidMoney,
      ctx: Context,
      reading: IntentReading,
    ) => readonly TopUpEvent[],
  ): MoneyCell =>
  (t, reading, ctx) => {
    const money = paidMoney(t, reading, ctx);
    return unchanged(t, money) ? still(SETTLED) : go(SETTLED, ...cell(t, money, ctx, reading));
  };

/** All of it: refunded, nothing to do. Part of it, or disputed: a person looks. */
const beforePaid = onNews((t, money, ctx, reading) => {
  const event = paymentSucceeded(t, reading, ctx);
  return allGone(money)
    ? [event, ...returnEvents(t, "money_back", ctx, money), ...openAttempts(t)]
    : [event, { type: "ReviewBegan", reason: "part returned, or disputed" }];
});
const inReview = onNews((t, money, ctx, reading) => {
  const facts: TopUpEvent = t.money ? left(money) : paymentSucceeded(t, reading, ctx);
  return allGone(money) ? [facts, ...returnEvents(t, "money_back", ctx, money)] : [facts];
});
const ungranted = onNews((t, money, ctx) =>
  allGone(money)
    ? [left(money), ...returnEvents(t, "money_back", ctx, money)]
    : [left(money), { type: "ReviewBegan", reason: "part returned, or disputed" }],
);
const granted = onNews((_t, money) => [
  left(money),
  { type: "ClosingBegan", reason: "money_back" },
]);
const closing = onNews((t, money) =>
  t.closing?.reason === "operator" || t.closing?.reason === "money_back"
    ? [left(money)]
    : [left(money), { type: "ClosingReasonChanged", reason: "money_back" }],
);
/**
 * Delivered, and the money went back by another hand: reversing it comes with refunds on request.
 * Until then a person is told, and the service sells nothing more (the object looks at this).
 */
const delivered = onNews((t, money) => [
  left(money),
  ...finding(
    t,
    allGone(money) ? "returned_after_credit" : money.disputed ? "disputed" : "part_returned",
    `${money.returnedOutsideMinor} of ${money.received.minor} given back`,
  ),
]);
const noted = onNews((_t, money) => [left(money)]);
/**
 * Decided to be returned, and money that others had given back is here again (their refund failed,
 * a dispute was won): what no row of ours stands for gets a new one.
 */
const newsWhileReturned = onNews((t, money, ctx) => {
  const gap = refundRow(t, ctx, money);
  const less = (t.money?.returnedOutsideMinor ?? 0) > money.returnedOutsideMinor;
  // While a dispute lasts Stripe refuses every refund; the row follows when it is won.
  const row = !money.disputed && (less || t.money?.disputed) ? gap : [];
  const news = gap.length > 0 && (less || row.length > 0);
  const found = news ? finding(t, "came_back", `${remaining(money)} to return`) : [];
  return [left(money), ...row, ...found];
});

const notedWhileReturned: MoneyCell = (t, reading, ctx) => {
  const failed = fellBack(t, reading);
  return failed.length > 0 ? go(SETTLED, ...failed) : newsWhileReturned(t, reading, ctx);
};

/** A refund whose answer got lost looks like one done outside: either way the money is back. */
const returning: MoneyCell = (t, reading, ctx) => {
  const money = paidMoney(t, reading, ctx);
  const row = t.refunds.filter((r) => r.purpose === "return").at(-1);
  if (row && allGone(money) && (isOpen(row) || row.state === "failed")) {
    const outcome = { kind: "succeeded" as const, stripeRefundId: row.stripeRefundId ?? BY_OTHERS };
    return go(SETTLED, { type: "RefundAnswered", refundId: row.refundId, outcome });
  }
  return notedWhileReturned(t, reading, ctx);
};

/** Nothing is returned or disputed, and until now something was: that is news too. */
const byName: MoneyRow = {
  awaiting_payment: noted,
  processing: noted,
  lapsing: noted,
  unpaid: noted,
  awaiting_approval: noted,
  in_review: noted,
  paid: noted,
  crediting: noted,
  closing: noted,
  credited: noted,
  withdrawing: noted,
  reversing: noted,
  refunding: notedWhileReturned,
  refund_failed: notedWhileReturned,
  refunded: notedWhileReturned,
  parked: noted,
};
export const cameBack: MoneyCell = (t, reading, ctx) => byName[nameOf(t)](t, reading, ctx);

export const RETURNED: MoneyRow = {
  awaiting_payment: beforePaid,
  processing: beforePaid,
  lapsing: beforePaid,
  unpaid: beforePaid,
  awaiting_approval: beforePaid,
  in_review: inReview,
  paid: ungranted,
  crediting: granted,
  closing,
  credited: delivered,
  withdrawing: closing,
  reversing: noted,
  refunding: returning,
  refund_failed: returning,
  refunded: notedWhileReturned,
  parked: noted,
};
