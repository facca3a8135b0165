import type { IntentId, RefundId } from "../base/ids.ts";
import type { Money } from "../base/money.ts";

/**
 * One refund at Stripe: one row, one idempotency key (`re:<refund>`). The key is never made of
 * payment and amount, because two equal partial refunds are legal. Instants: Unix ms.
 */
export interface RefundRow {
  readonly refundId: RefundId;
  readonly intentId: IntentId;
  readonly amount: Money;
  /** `return`: the payment of the top-up is refunded. `surplus`: a payment beyond it. */
  readonly purpose: "return" | "surplus";
  readonly state: "requested" | "pending" | "succeeded" | "failed";
  /** `EXTERNAL_REFUND` where it is not known; null: Stripe has named none yet. */
  readonly stripeRefundId: string | null;
  readonly requestedAt: number;
  readonly tries: number;
  readonly lastTryAt: number | null;
  readonly closedAt: number | null;
  /** Stripe's reason for a failure, `disputed` while a dispute blocks it, or a manual refund. */
  readonly problem: string | null;
}

/** What Stripe answered about a row: columns of the table "Refunds, people, time". */
export type RefundOutcome =
  | { readonly kind: "succeeded" | "pending"; readonly stripeRefundId: string }
  | { readonly kind: "failed"; readonly stripeRefundId: string; readonly reason: string }
  | {
      readonly kind: "refused";
      readonly why: "already_refunded" | "disputed" | "other";
      readonly text: string;
    }
  | { readonly kind: "unknown"; readonly text: string };

/** A row that Stripe has not heard of yet. */
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

/** The `stripeRefundId` of an amount that was refunded externally, under an id not known here. */
export const EXTERNAL_REFUND = "external";

/** Stripe's id of the refund, which customers can quote to their bank; null: not known. */
export function refundReference({ stripeRefundId }: RefundRow): string | null {
  return stripeRefundId === EXTERNAL_REFUND ? null : stripeRefundId;
}

/** Stored in `problem` of a row that the operator refunded by another way than Stripe. */
const MANUALLY = "refunded manually: ";
export const manualRefundNote = (reference: string): string => `${MANUALLY}${reference}`;
export function isRefundedManually(row: RefundRow): boolean {
  return row.state === "succeeded" && (row.problem?.startsWith(MANUALLY) ?? false);
}

/** The newest row that refunds the payment of the top-up itself; undefined: there is none. */
export function returnRowOf(rows: readonly RefundRow[]): RefundRow | undefined {
  return rows.filter((row) => row.purpose === "return").at(-1);
}

/** Whether Stripe still has to answer about this row. */
export function isOpen(row: RefundRow): boolean {
  return row.state === "requested" || row.state === "pending";
}

/**
 * The next state of a row; null: the outcome changes nothing. `succeeded` can still fail (Stripe
 * reports it days later). `failed` can still succeed, when an answer got lost and the next check
 * finds the refund.
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
