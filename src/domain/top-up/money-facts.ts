/** Facts about a payment that several columns of the money table need. */
import { refundId } from "../ids.ts";
import { sameMoney } from "../money.ts";
import type { IntentReading } from "../payment-reading.ts";
import { isPaidOtherwise, newRefund } from "../refund/refund.ts";
import type { TopUpEvent } from "./events.ts";
import type { TopUpName } from "./names.ts";
import {
  type Context,
  finding,
  go,
  mintHandles,
  type Outcome,
  type Row,
  returnEvents,
  still,
} from "./outcome.ts";
import type { PaidMoney, ReturnReason, TopUp } from "./state.ts";

export type Settled = { readonly settled: true };
export const SETTLED: Settled = { settled: true };
export type MoneyRow = Row<IntentReading, Settled>;
export type MoneyCell = MoneyRow[TopUpName];

/**
 * The money of a reading. What our own refund rows gave back does not count as "outside"; a row
 * whose answer got lost is still `requested`, so its money counts as outside until the row is told.
 */
export function paidMoney(t: TopUp, reading: IntentReading, ctx: Context): PaidMoney {
  const ours = t.refunds
    .filter((r) => r.intentId === reading.intentId)
    .filter((r) => r.state === "pending" || r.state === "succeeded")
    .reduce((sum, r) => sum + r.amount.minor, 0);
  return {
    intentId: reading.intentId,
    received: reading.amount,
    paidAt: t.money?.intentId === reading.intentId ? t.money.paidAt : ctx.now,
    method: reading.method,
    returnedOutsideMinor: Math.max(0, reading.returnedMinor - ours),
    disputed: reading.disputed,
    wrong: !sameMoney(reading.amount, t.request.price),
  };
}

export function paymentSucceeded(t: TopUp, reading: IntentReading, ctx: Context) {
  return {
    type: "PaymentSucceeded" as const,
    money: paidMoney(t, reading, ctx),
    handles: mintHandles(t, ctx),
  };
}

/** Paid and at once decided to be returned. */
export const goesBack =
  (reason: ReturnReason): MoneyCell =>
  (t, reading, ctx) => {
    const event = paymentSucceeded(t, reading, ctx);
    return go(SETTLED, event, ...returnEvents(t, reason, ctx, event.money), ...openAttempts(t));
  };

/** Once one attempt has paid, every other open one of the top-up must be cancelled at Stripe. */
export function openAttempts(t: TopUp): TopUpEvent[] {
  return t.attempts.flatMap((a) =>
    a.intentId === null || a.intentId === t.payingIntentId || a.state === "canceled"
      ? []
      : [{ type: "StrayIntentSeen" as const, intentId: a.intentId }],
  );
}

export function strayOnce(t: TopUp, intentId: string): Outcome<Settled> {
  const known = t.strays.some((s) => s.intentId === intentId);
  return known ? still(SETTLED) : go(SETTLED, { type: "StrayIntentSeen", intentId });
}

/** Stands for Stripe's id on a row whose money others had given back already. */
export const BY_OTHERS = "outside";

/**
 * A row that was closed because others had given the money back, while Stripe shows less as given
 * back than the rows claim: the refund of the others has failed, and so has the row.
 */
export function fellBack(t: TopUp, reading: IntentReading): TopUpEvent[] {
  const rows = t.refunds.filter((r) => r.intentId === reading.intentId && !isPaidOtherwise(r));
  const claimed = rows
    .filter((r) => r.state === "pending" || r.state === "succeeded")
    .reduce((sum, r) => sum + r.amount.minor, 0);
  const byOthers = rows.find(
    (r) => r.state === "succeeded" && (r.stripeRefundId === null || r.stripeRefundId === BY_OTHERS),
  );
  if (!byOthers || reading.returnedMinor >= claimed) return [];
  const { refundId } = byOthers;
  const reason = "what others had given back is here again";
  const outcome = { kind: "failed" as const, stripeRefundId: BY_OTHERS, reason };
  const found = finding(t, "refund_failed", `${refundId}: ${reason}`);
  return [{ type: "RefundAnswered", refundId, outcome }, ...found];
}

/**
 * `S+`: money that no top-up stands for goes back by a row of its own. What a row was made for is
 * never asked for twice; only money that others had given back and that is here again gets another.
 */
export const surplus: MoneyCell = (t, reading, ctx) => {
  const failed = fellBack(t, reading);
  if (failed.length > 0) return go(SETTLED, ...failed);
  const rows = t.refunds.filter((r) => r.intentId === reading.intentId);
  const standing = rows.reduce((sum, r) => sum + r.amount.minor, 0);
  const gone = paidMoney(t, reading, ctx).returnedOutsideMinor;
  const left = reading.amount.minor - gone - standing;
  if (left <= 0 || t.money?.intentId === reading.intentId) return still(SETTLED);
  if (reading.disputed) {
    // The finding is raised once; the note names every one of them.
    const what = `surplus payment ${reading.intentId} is disputed`;
    return go(SETTLED, { type: "Noted", what }, ...finding(t, "surplus_disputed", what));
  }
  const row = newRefund(
    {
      refundId: refundId(t.request.topUpId, t.refunds.length + 1),
      intentId: reading.intentId,
      amount: { minor: left, currency: reading.amount.currency },
      purpose: "surplus",
    },
    ctx.now,
  );
  return go(SETTLED, { type: "RefundRequested", row }, ...finding(t, "surplus", reading.intentId));
};
