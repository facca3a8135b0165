/** Facts about a payment that several columns of the money table need. */
import { refundId } from "../../base/ids.ts";
import { sameMoney } from "../../base/money.ts";
import type { IntentReading } from "../../payment/intent-reading.ts";
import { isRefundedManually, newRefund } from "../../refund/refund.ts";
import type { TopUpEvent } from "../events.ts";
import type { TopUpName } from "../names.ts";
import type { PaidMoney, ReturnReason, TopUp } from "../state.ts";
import {
  type Context,
  emit,
  finding,
  mintReferenceNumbers,
  type Outcome,
  type Row,
  returnEvents,
  unchanged,
} from "./outcome.ts";

export type PaymentRecorded = { readonly recorded: true };
export const PAYMENT_RECORDED: PaymentRecorded = { recorded: true };
export type PaymentRow = Row<IntentReading, PaymentRecorded>;
export type PaymentCell = PaymentRow[TopUpName];

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
    refundedExternallyMinor: Math.max(0, reading.returnedMinor - ours),
    disputed: reading.disputed,
    wrong: !sameMoney(reading.amount, t.request.price),
  };
}

export function paymentSucceeded(t: TopUp, reading: IntentReading, ctx: Context) {
  return {
    type: "PaymentSucceeded" as const,
    money: paidMoney(t, reading, ctx),
    referenceNumbers: mintReferenceNumbers(t, ctx),
  };
}

/** Paid and at once decided to be returned. */
export const paysAndReturns =
  (reason: ReturnReason): PaymentCell =>
  (t, reading, ctx) => {
    const event = paymentSucceeded(t, reading, ctx);
    return emit(
      PAYMENT_RECORDED,
      event,
      ...returnEvents(t, reason, ctx, event.money),
      ...openAttempts(t),
    );
  };

/** Once one attempt has paid, every other open one of the top-up must be cancelled at Stripe. */
export function openAttempts(t: TopUp): TopUpEvent[] {
  return t.attempts.flatMap((a) =>
    a.intentId === null || a.intentId === t.payingIntentId || a.state === "canceled"
      ? []
      : [{ type: "OrphanIntentSeen" as const, intentId: a.intentId }],
  );
}

export function orphanIntentOnce(t: TopUp, intentId: string): Outcome<PaymentRecorded> {
  const known = t.orphanIntents.some((s) => s.intentId === intentId);
  return known
    ? unchanged(PAYMENT_RECORDED)
    : emit(PAYMENT_RECORDED, { type: "OrphanIntentSeen", intentId });
}

/** Stands for Stripe's id on a row whose money others had given back already. */
export const BY_OTHERS = "outside";

/**
 * A row that was closed because others had given the money back, while Stripe shows less as given
 * back than the rows claim: the refund of the others has failed, and so has the row.
 */
export function externalRefundFailed(t: TopUp, reading: IntentReading): TopUpEvent[] {
  const rows = t.refunds.filter((r) => r.intentId === reading.intentId && !isRefundedManually(r));
  const claimed = rows
    .filter((r) => r.state === "pending" || r.state === "succeeded")
    .reduce((sum, r) => sum + r.amount.minor, 0);
  const byOthers = rows.find(
    (r) => r.state === "succeeded" && (r.stripeRefundId === null || r.stripeRefundId === BY_OTHERS),
  );
  if (!byOthers || reading.returnedMinor >= claimed) return [];
  const { refundId } = byOthers;
  const reason = "the external refund failed: its money is here again";
  const outcome = { kind: "failed" as const, stripeRefundId: BY_OTHERS, reason };
  const found = finding(t, "refund_failed", `${refundId}: ${reason}`);
  return [{ type: "RefundAnswered", refundId, outcome }, ...found];
}

/**
 * `S+`: money that no top-up stands for goes back by a row of its own. What a row was made for is
 * never asked for twice; only money that others had given back and that is here again gets another.
 */
export const surplus: PaymentCell = (t, reading, ctx) => {
  const failed = externalRefundFailed(t, reading);
  if (failed.length > 0) return emit(PAYMENT_RECORDED, ...failed);
  const rows = t.refunds.filter((r) => r.intentId === reading.intentId);
  const standing = rows.reduce((sum, r) => sum + r.amount.minor, 0);
  const gone = paidMoney(t, reading, ctx).refundedExternallyMinor;
  const left = reading.amount.minor - gone - standing;
  if (left <= 0 || t.money?.intentId === reading.intentId) return unchanged(PAYMENT_RECORDED);
  if (reading.disputed) {
    // The finding is raised once; the note names every one of them.
    const what = `surplus payment ${reading.intentId} is disputed`;
    return emit(PAYMENT_RECORDED, { type: "Noted", what }, ...finding(t, "surplus_disputed", what));
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
  return emit(
    PAYMENT_RECORDED,
    { type: "RefundRequested", row },
    ...finding(t, "surplus", reading.intentId),
  );
};
