/** The refund columns of the table "Refunds, people, time": what Stripe says about a row. */
import type { RefundId } from "../../base/ids.ts";
import {
  applyOutcome,
  isRefundedManually,
  type RefundOutcome,
  type RefundRow,
  returnRowsOf,
} from "../../refund/refund.ts";
import { keyNumberOf } from "../../refund/short-balance.ts";
import type { TopUpEvent } from "../events.ts";
import { evolve } from "../evolve/evolve.ts";
import { stateOf } from "../states.ts";
import type { TopUp } from "../top-up.ts";
import {
  type Context,
  emit,
  finding,
  type Outcome,
  RECORDED,
  type Recorded,
  refundRow,
  unchanged,
} from "./outcome.ts";
import type { Acted } from "./people.ts";

export interface RefundCommand {
  readonly refundId: RefundId;
  readonly outcome: RefundOutcome;
}

/**
 * Records what Stripe said about a refund row. A surplus row moves alone (the sign `s`). A `return`
 * row moves the top-up, whose name follows from it: refunding, refund_failed, refunded. So one rule
 * over the row covers every state.
 */
export function recordRefund(t: TopUp, c: RefundCommand, ctx: Context): Outcome<Recorded> {
  const row = t.refunds.find((r) => r.refundId === c.refundId);
  if (!row) return emit(RECORDED, ...finding(t, "impossible", `unknown refund ${c.refundId}`));
  if (isRefundedManually(row)) return afterManualRefund(t, c);
  const next = applyOutcome(row, c.outcome);
  const event = { type: "RefundAnswered" as const, refundId: c.refundId, outcome: c.outcome };
  if (next === "failed") {
    const left =
      c.outcome.kind === "refused" ? whatIsLeft(t, { refused: row, answer: event }, ctx) : [];
    if (left.length > 0) return emit(RECORDED, event, ...left);
    const detail = "reason" in c.outcome ? c.outcome.reason : "refused";
    return emit(RECORDED, event, ...finding(t, "refund_failed", `${c.refundId}: ${detail}`));
  }
  if (next !== null) return emit(RECORDED, event);
  switch (c.outcome.kind) {
    case "refused":
      return row.state === "requested" || row.state === "pending"
        ? emit(RECORDED, event, ...finding(t, "refund_blocked", `${c.refundId}: disputed`))
        : unchanged(RECORDED);
    case "short_of_balance":
      // A late answer about a key that is used up already counts nothing twice.
      return row.state === "requested" && c.outcome.keyNumber === keyNumberOf(row)
        ? emit(RECORDED, event, ...shortForLong(t, row, ctx))
        : unchanged(RECORDED);
    case "unknown":
      return row.state === "requested" || row.state === "pending"
        ? emit(RECORDED, event)
        : unchanged(RECORDED);
    case "pending":
      // Still pending: the count of tries makes the next check come later.
      return row.state === "pending" ? emit(RECORDED, event) : unchanged(RECORDED);
    case "succeeded":
    case "failed":
      return unchanged(RECORDED);
  }
}

/**
 * Others returned a part of the payment while this row waited, so Stripe refuses its amount: a new
 * row asks for what is left. Empty: the refusal has another cause.
 */
function whatIsLeft(
  t: TopUp,
  { refused, answer }: { readonly refused: RefundRow; readonly answer: TopUpEvent },
  ctx: Context,
): readonly TopUpEvent[] {
  if (refused.purpose !== "return") return [];
  return refundRow(evolve(t, answer, ctx.now), ctx).filter(
    (event) => event.type === "RefundRequested" && event.row.amount.minor < refused.amount.minor,
  );
}

/** The log has said it at once; after an hour it is a finding, also for a surplus row. */
function shortForLong(t: TopUp, { refundId, short }: RefundRow, { now, timings }: Context) {
  if (short === null || now - short.since < timings.refundFindingMs) return [];
  const since = new Date(short.since).toISOString();
  return finding(t, "refund_waits_for_balance", `${refundId}: since ${since}`);
}

/**
 * The operator has refunded this row manually. Stripe repeats its old "failed", which must not open
 * the row again. If Stripe's refund did succeed, the customer got the amount twice: a finding.
 */
function afterManualRefund(t: TopUp, { refundId, outcome }: RefundCommand) {
  const twice = outcome.kind === "succeeded" || outcome.kind === "pending";
  return emit(RECORDED, ...(twice ? finding(t, "refunded_twice", refundId) : []));
}

/** The operator refunded by another way what Stripe will not refund, and gives a reference. */
export function recordManualRefund(
  t: TopUp,
  c: { readonly reference: string },
): Outcome<Acted<"wrong_state">> {
  if (stateOf(t) !== "refund_failed") {
    return unchanged({ kind: "refused", code: "wrong_state" });
  }
  const { reference } = c;
  const failed = returnRowsOf(t.refunds).filter((row) => row.state === "failed");
  return emit(
    { kind: "done" },
    ...failed.map(({ refundId }) => ({ type: "RefundedManually" as const, refundId, reference })),
  );
}
