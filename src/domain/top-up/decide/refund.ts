/** The first columns of the third table: what Stripe says about a refund row. */
import { applyOutcome, isRefundedManually, type RefundOutcome } from "../../refund/refund.ts";
import { nameOf } from "../names.ts";
import type { TopUp } from "../state.ts";
import { type Context, emit, finding, type Outcome, unchanged } from "./outcome.ts";

export interface RefundCommand {
  readonly refundId: string;
  readonly outcome: RefundOutcome;
}
export type RefundRecorded = { readonly recorded: true };
const RECORDED: RefundRecorded = { recorded: true };

/**
 * `s` cells: a surplus row moves alone. A `return` row moves the top-up, whose name follows from
 * it: refunding, refund_failed, refunded. So one rule over the row covers the whole table.
 */
export function recordRefund(t: TopUp, c: RefundCommand, _ctx: Context): Outcome<RefundRecorded> {
  const row = t.refunds.find((r) => r.refundId === c.refundId);
  if (!row) return emit(RECORDED, ...finding(t, "impossible", `unknown refund ${c.refundId}`));
  if (isRefundedManually(row)) return afterManualRefund(t, c);
  const next = applyOutcome(row, c.outcome);
  const event = { type: "RefundAnswered" as const, refundId: c.refundId, outcome: c.outcome };
  if (next === "failed") {
    const detail = "reason" in c.outcome ? c.outcome.reason : "refused";
    return emit(RECORDED, event, ...finding(t, "refund_failed", `${c.refundId}: ${detail}`));
  }
  if (next !== null) return emit(RECORDED, event);
  switch (c.outcome.kind) {
    case "refused":
      return row.state === "requested" || row.state === "pending"
        ? emit(RECORDED, event, ...finding(t, "refund_blocked", `${c.refundId}: disputed`))
        : unchanged(RECORDED);
    case "unknown":
      return row.state === "requested" || row.state === "pending"
        ? emit(RECORDED, event)
        : unchanged(RECORDED);
    case "pending":
      // Asked again and still pending: the next look is spaced out by the count of tries.
      return row.state === "pending" ? emit(RECORDED, event) : unchanged(RECORDED);
    case "succeeded":
    case "failed":
      return unchanged(RECORDED);
  }
}

/**
 * Stripe's old "failed" comes again and again and must not open the row once more. If it did
 * succeed after all, the money went out twice: a person is told.
 */
function afterManualRefund(t: TopUp, { refundId, outcome }: RefundCommand) {
  const twice = outcome.kind === "succeeded" || outcome.kind === "pending";
  return emit(RECORDED, ...(twice ? finding(t, "refunded_twice", refundId) : []));
}

/** A refund that Stripe will not do was paid back otherwise; a person says so, with a reference. */
export function recordManualRefund(
  t: TopUp,
  c: { readonly reference: string },
): Outcome<"done" | "wrong_state"> {
  const row = t.refunds.filter((r) => r.purpose === "return").at(-1);
  if (nameOf(t) !== "refund_failed" || !row) return unchanged("wrong_state");
  const { refundId } = row;
  return emit("done", { type: "RefundedManually", refundId, reference: c.reference });
}
