/** Facts and cells that several columns of the table "Money" share. */
import { type IntentId, refundId } from "../../base/ids.ts";
import { sameMoney } from "../../base/money.ts";
import type { IntentReading } from "../../payment/intent-reading.ts";
import { EXTERNAL_REFUND, isRefundedManually, nextRefund } from "../../refund/refund.ts";
import type { TopUpEvent } from "../events.ts";
import type { TopUpState } from "../states.ts";
import type { PaidMoney, ReturnReason, TopUp } from "../top-up.ts";
import {
  type Context,
  emit,
  finding,
  mintReferenceNumbers,
  type Outcome,
  RECORDED,
  type Recorded,
  type Row,
  returnEvents,
  unchanged,
} from "./outcome.ts";

export type PaymentRow = Row<IntentReading, Recorded>;
export type PaymentCell = PaymentRow[TopUpState];

/**
 * The money of a reading. The amounts of our own refund rows do not count as refunded externally.
 * A row whose answer got lost is still `requested`, so its amount counts as external until the
 * answer is recorded.
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
    ...(reading.cardKey !== undefined && { cardKey: reading.cardKey }),
    refundedExternallyMinor: Math.max(0, reading.returnedMinor - ours),
    disputed: reading.disputed,
    wrong: !sameMoney(reading.amount, t.request.price),
    risk: reading.risk,
    review: reading.review,
  };
}

export function paymentSucceeded(t: TopUp, reading: IntentReading, ctx: Context) {
  return {
    type: "PaymentSucceeded" as const,
    money: paidMoney(t, reading, ctx),
    referenceNumbers: mintReferenceNumbers(t, ctx),
  };
}

/** The payment is recorded and the decision is `return` at once. */
export const paysAndReturns =
  (reason: ReturnReason): PaymentCell =>
  (t, reading, ctx) => {
    const event = paymentSucceeded(t, reading, ctx);
    return emit(RECORDED, event, ...returnEvents(t, reason, ctx, event.money), ...openAttempts(t));
  };

/** Once one attempt has paid, every other open one of the top-up must be canceled at Stripe. */
export function openAttempts(t: TopUp): TopUpEvent[] {
  return t.attempts.flatMap((a) =>
    a.intentId === null || a.intentId === t.payingIntentId || a.state === "canceled"
      ? []
      : [{ type: "OrphanIntentSeen" as const, intentId: a.intentId }],
  );
}

/** Records an intent that must be canceled, unless it is recorded already. */
export function orphanIntentOnce(t: TopUp, intentId: IntentId): Outcome<Recorded> {
  const known = t.orphanIntents.some((s) => s.intentId === intentId);
  return known ? unchanged(RECORDED) : emit(RECORDED, { type: "OrphanIntentSeen", intentId });
}

/**
 * A row was closed because others had refunded its amount, and now Stripe shows less as returned
 * than the rows add up to: the external refund has failed, and so has the row.
 */
export function externalRefundFailed(t: TopUp, reading: IntentReading): TopUpEvent[] {
  const rows = t.refunds.filter((r) => r.intentId === reading.intentId && !isRefundedManually(r));
  const expected = rows
    .filter((r) => r.state === "pending" || r.state === "succeeded")
    .reduce((sum, r) => sum + r.amount.minor, 0);
  const external = rows.find(
    (r) =>
      r.state === "succeeded" &&
      (r.stripeRefundId === null || r.stripeRefundId === EXTERNAL_REFUND),
  );
  if (!external || reading.returnedMinor >= expected) return [];
  const { refundId } = external;
  const reason = "the external refund failed: its money is here again";
  const outcome = { kind: "failed" as const, stripeRefundId: EXTERNAL_REFUND, reason };
  const found = finding(t, "refund_failed", `${refundId}: ${reason}`);
  return [{ type: "RefundAnswered", refundId, outcome }, ...found];
}

/**
 * The sign `S+`: a surplus payment gets a refund row of its own. The amount of a row is never
 * requested twice; only an external refund that was reversed gets another row.
 */
export const surplus: PaymentCell = (t, reading, ctx) => {
  const failed = externalRefundFailed(t, reading);
  if (failed.length > 0) return emit(RECORDED, ...failed);
  const wanted = {
    refundId: refundId(t.request.topUpId, t.refunds.length + 1),
    purpose: "surplus",
  } as const;
  const row = nextRefund(t.refunds, paidMoney(t, reading, ctx), wanted, ctx.now);
  if (!row || t.money?.intentId === reading.intentId) return unchanged(RECORDED);
  if (reading.disputed) {
    // A finding is raised once per kind; the note names every disputed payment.
    const what = `surplus payment ${reading.intentId} is disputed`;
    return emit(RECORDED, { type: "Noted", what }, ...finding(t, "surplus_disputed", what));
  }
  return emit(
    RECORDED,
    { type: "RefundRequested", row },
    ...finding(t, "surplus", reading.intentId),
  );
};
