import type { Money } from "../base/money.ts";

/**
 * One refund at Stripe, one row, one idempotency key (`re:<refund>`). Never keyed by payment and
 * amount: two equal partial refunds are legal.
 */
export interface RefundRow {
  readonly refundId: string;
  readonly intentId: string;
  readonly amount: Money;
  /** `return`: the top-up is paid back. `surplus`: a payment that no top-up stands for. */
  readonly purpose: "return" | "surplus";
  readonly state: "requested" | "pending" | "succeeded" | "failed";
  readonly stripeRefundId: string | null;
  readonly requestedAt: number;
  readonly tries: number;
  readonly lastTryAt: number | null;
  readonly closedAt: number | null;
  /** Stripe's word for a failure, or `disputed` while a dispute blocks the refund. */
  readonly problem: string | null;
}

/** What came back about a row: the columns of the third table. */
export type RefundOutcome =
  | { readonly kind: "succeeded" | "pending"; readonly stripeRefundId: string }
  | { readonly kind: "failed"; readonly stripeRefundId: string; readonly reason: string }
  | {
      readonly kind: "refused";
      readonly why: "already_refunded" | "disputed" | "other";
      readonly text: string;
    }
  | { readonly kind: "unknown"; readonly text: string };

export function newRefund(
  input: Pick<RefundRow, "refundId" | "intentId" | "amount" | "purpose">,
  requestedAt: number,
): RefundRow {
  return {
    ...input,
    state: "requested",
    stripeRefundId: null,
    requestedAt,
    tries: 0,
    lastTryAt: null,
    closedAt: null,
    problem: null,
  };
}

const MANUALLY = "paid back otherwise: ";
/** What a row says that was paid back by another way than Stripe. */
export const manualRefundNote = (reference: string): string => `${MANUALLY}${reference}`;
export function isRefundedManually(row: RefundRow): boolean {
  return row.state === "succeeded" && (row.problem?.startsWith(MANUALLY) ?? false);
}

/** Whether Stripe has still something to do or to tell about this row. */
export function isOpen(row: RefundRow): boolean {
  return row.state === "requested" || row.state === "pending";
}

/**
 * The next state of a row, or null when the outcome changes nothing. `succeeded` can still fail
 * (Stripe reports it days later); `failed` can still succeed, when an answer got lost and a second
 * look finds the refund there.
 */
export function applyOutcome(row: RefundRow, outcome: RefundOutcome): RefundRow["state"] | null {
  switch (outcome.kind) {
    case "succeeded":
      return row.state === "succeeded" ? null : "succeeded";
    case "pending":
      return row.state === "requested" ? "pending" : null;
    case "failed":
      return row.state === "failed" ? null : "failed";
    case "refused":
      if (row.state !== "requested" && row.state !== "pending") return null;
      if (outcome.why === "already_refunded") return "succeeded";
      return outcome.why === "disputed" ? null : "failed";
    case "unknown":
      return null;
  }
}
