import type { AttemptId, IntentId, RefundId } from "../../base/ids.ts";
import { SHORT_OF_BALANCE } from "../../refund/hindrance.ts";
import { applyOutcome, manualRefundNote, type RefundRow } from "../../refund/refund.ts";
import { balancePauseMs } from "../../refund/short-balance.ts";
import type { EventOf } from "../events.ts";
import type { Attempt, TopUp } from "../top-up.ts";
import { type Folds, rested, withNotice } from "./fold.ts";

const withAttempt = (t: TopUp, intentId: IntentId, change: Partial<Attempt>): TopUp => ({
  ...t,
  attempts: t.attempts.map((a) => (a.intentId === intentId ? { ...a, ...change } : a)),
});
const withLast = (t: TopUp, change: Partial<Attempt>): TopUp => ({
  ...t,
  attempts: t.attempts.map((a, i) => (i === t.attempts.length - 1 ? { ...a, ...change } : a)),
});
const withOneMore = (t: TopUp, attemptId: AttemptId): readonly Attempt[] => [
  ...t.attempts,
  { attemptId, intentId: null, state: "open", cancelAskedAt: null, decline: null },
];
const withRow = (t: TopUp, refundId: RefundId, change: (r: RefundRow) => RefundRow): TopUp => ({
  ...t,
  refunds: t.refunds.map((r) => (r.refundId === refundId ? change(r) : r)),
});

type MoneyEventType =
  | "BillingChanged"
  | "PayerErased"
  | "PayerUnblocked"
  | "IntentRecorded"
  | "AttemptOpened"
  | "OrphanIntentSeen"
  | "OrphanIntentClosed"
  | "PaymentProcessing"
  | "PaymentDeclined"
  | "PaymentTriedAgain"
  | "PaymentCanceled"
  | "PaymentAuthorized"
  | "CancelRequested"
  | "TopUpCanceled"
  | "Approved"
  | "PaymentSucceeded"
  | "DeliverDecided"
  | "ReviewBegan"
  | "RiskRecorded"
  | "RefundedExternally"
  | "ReturnDecided"
  | "RefundRequested"
  | "RefundAnswered"
  | "RefundedManually";

/** Events about payments: attempts, orphan intents, money, refunds. */
export const MONEY_FOLDS: Folds<MoneyEventType> = {
  BillingChanged: (t, e) => ({ ...t, request: { ...t.request, payer: e.payer } }),
  PayerUnblocked: (t) => ({ ...t, payerUnblocked: true }),
  PayerErased: (t, _e, at) => ({
    ...t,
    request: { ...t.request, payer: { ...t.request.payer, hasEmail: false } },
    // What waited to be sent can reach no address any more.
    notices: t.notices.map((n) => (n.sent ? n : { ...n, sent: true, undeliverable: true })),
    payerErasedAt: at,
  }),
  IntentRecorded: (t, e) => ({
    ...t,
    payingIntentId: t.money ? t.payingIntentId : e.intentId,
    attempts: t.attempts.map((a) =>
      a.attemptId === e.attemptId ? { ...a, intentId: e.intentId } : a,
    ),
  }),
  AttemptOpened: (t, e) => ({ ...t, attempts: withOneMore(t, e.attemptId) }),
  OrphanIntentSeen: (t, e) => ({
    ...t,
    orphanIntents: [...t.orphanIntents, { intentId: e.intentId, closed: false }],
  }),
  OrphanIntentClosed: (t, e) => ({
    ...t,
    orphanIntents: t.orphanIntents.map((s) =>
      s.intentId === e.intentId ? { ...s, closed: true } : s,
    ),
  }),
  PaymentProcessing: (t, e) => ({
    ...withAttempt(t, e.intentId, { state: "processing", cancelAskedAt: null }),
    canceled: false,
    atBank: true,
    notices: withNotice(t, "processing"),
  }),
  PaymentTriedAgain: (t, e) => withAttempt(t, e.intentId, { decline: null }),
  PaymentDeclined: (t, { intentId, decline, declines }) =>
    withAttempt(t, intentId, {
      state: "open",
      cancelAskedAt: null,
      decline,
      ...(declines === undefined ? {} : { declines }),
    }),
  PaymentCanceled: (t, e) => ({
    ...withAttempt(t, e.intentId, { state: "canceled" }),
    canceled: true,
    review: null,
  }),
  PaymentAuthorized: (t, e) => ({
    ...withAttempt(t, e.intentId, { state: "authorized" }),
    atBank: true,
  }),
  CancelRequested: (t, _e, at) => withLast(t, { cancelAskedAt: at }),
  TopUpCanceled: (t) => ({ ...withLast(t, { state: "canceled" }), canceled: true }),
  Approved: (t, e) => ({ ...t, approval: "given", attempts: withOneMore(t, e.attemptId) }),
  PaymentSucceeded: (t, e) => ({
    ...withAttempt(t, e.money.intentId, { state: "succeeded", decline: null }),
    money: e.money,
    payingIntentId: e.money.intentId,
    referenceNumbers: e.referenceNumbers,
    canceled: false,
  }),
  DeliverDecided: (t, e) => ({
    ...t,
    decision: "deliver",
    review: null,
    turn: e.turn,
    ...(t.review && { reviewPassed: true }),
  }),
  RiskRecorded: (t, { risk, review }) => ({ ...t, money: t.money && { ...t.money, risk, review } }),
  ReviewBegan: (t, e, at) => ({
    ...t,
    decision: "undecided",
    turn: null,
    review: { reason: e.reason, since: at },
    drive: rested(t.drive),
  }),
  RefundedExternally: (t, e) => ({
    ...t,
    money: t.money && {
      ...t.money,
      refundedExternallyMinor: e.refundedExternallyMinor,
      disputed: e.disputed,
    },
  }),
  ReturnDecided: (t, e) => ({
    ...t,
    decision: "return",
    returnReason: t.returnReason ?? e.reason,
    review: null,
    notices: withNotice(t, "refund"),
    drive: rested(t.drive),
  }),
  RefundRequested: (t, e) => ({ ...t, refunds: [...t.refunds, e.row] }),
  RefundAnswered: refundAnswered,
  RefundedManually: (t, e, at) =>
    withRow(t, e.refundId, (r) => ({
      ...r,
      state: "succeeded",
      closedAt: at,
      problem: manualRefundNote(e.reference),
    })),
};

function refundAnswered(t: TopUp, e: EventOf<"RefundAnswered">, at: number): TopUp {
  const answered = answeredRow(t, e, at);
  const row = answered.refunds.find(({ refundId }) => refundId === e.refundId);
  const told = t.notices.some(
    ({ kind, sent, undeliverable }) => kind === "refund" && sent && !undeliverable,
  );
  return told && row?.purpose === "return" && row.state === "failed"
    ? { ...answered, notices: withNotice(answered, "refund_correction") }
    : answered;
}

function answeredRow(t: TopUp, e: EventOf<"RefundAnswered">, at: number): TopUp {
  return withRow(t, e.refundId, (row) => {
    const state = applyOutcome(row, e.outcome) ?? row.state;
    const stripeRefundId =
      "stripeRefundId" in e.outcome ? e.outcome.stripeRefundId : row.stripeRefundId;
    return {
      ...row,
      state,
      stripeRefundId,
      tries: row.tries + 1,
      lastTryAt: at,
      closedAt: state === "succeeded" || state === "failed" ? at : row.closedAt,
      problem: problemOf(e.outcome),
      short: e.outcome.kind === "short_of_balance" ? shortOf(row, at) : row.short,
    };
  });
}

function shortOf({ short }: RefundRow, at: number): NonNullable<RefundRow["short"]> {
  const times = (short?.times ?? 0) + 1;
  return { since: short?.since ?? at, times, nextAt: at + balancePauseMs(times) };
}

function problemOf(outcome: EventOf<"RefundAnswered">["outcome"]): string | null {
  switch (outcome.kind) {
    case "succeeded":
      return null;
    case "pending":
    case "failed":
      return outcome.reason;
    case "short_of_balance":
      return SHORT_OF_BALANCE;
    case "refused":
      return outcome.why;
    case "unknown":
      return outcome.text;
  }
}
