import type { IntentId, RefundId } from "../base/ids.ts";
import type { Money } from "../base/money.ts";
import { type Hindrance, hindranceOf } from "./hindrance.ts";
import { type ShortBalance, sentByOf, waitsForBalance } from "./short-balance.ts";

/**
 * One refund at Stripe: one row, one idempotency key at a time (`re:<refund>`). The key is never
 * made of payment and amount, because two equal partial refunds are legal. A payment can have
 * several rows, each for a part of it. Instants: Unix ms.
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
  /** Failed rows whose amounts this row asks for again; they say nothing any more. */
  readonly replaces: readonly RefundId[];
  /**
   * Stripe's reason for a failure or for its being pending, `disputed` while a dispute blocks it,
   * or a manual refund.
   */
  readonly problem: string | null;
  /** Our balance at Stripe was short; null: never yet. */
  readonly short: ShortBalance | null;
}

/** What Stripe answered about a row: columns of the table "Refunds, people, time". */
export type RefundOutcome =
  | { readonly kind: "succeeded"; readonly stripeRefundId: string }
  | {
      readonly kind: "pending";
      readonly stripeRefundId: string;
      /** Stripe's `pending_reason`; null: it gives none. */
      readonly reason: string | null;
    }
  | { readonly kind: "failed"; readonly stripeRefundId: string; readonly reason: string }
  | {
      readonly kind: "refused";
      readonly why: "already_refunded" | "disputed" | "other";
      readonly text: string;
    }
  /** Our balance at Stripe does not cover it: nothing was refunded, and nothing is final. */
  | {
      readonly kind: "short_of_balance";
      /** Of the key that this answer used up; see `keyNumberOf`. */
      readonly keyNumber: number;
      readonly text: string;
    }
  | { readonly kind: "unknown"; readonly text: string };

/** A payment of which money is refunded. */
export interface RefundedPayment {
  readonly intentId: IntentId;
  readonly received: Money;
  /** Returned at Stripe without a row of ours; minor units. */
  readonly refundedExternallyMinor: number;
}

/**
 * What may still be requested of a payment, in minor units: what was received, less what others
 * returned and what rows stand for. Below 0 when others returned what a row stands for as well.
 */
export function refundableMinor(rows: readonly RefundRow[], payment: RefundedPayment): number {
  const standing = rows
    .filter(({ intentId }) => intentId === payment.intentId)
    // A failed surplus row is not requested again by itself: only an operator may do that.
    .filter(({ state, purpose }) => state !== "failed" || purpose === "surplus")
    .reduce((sum, { amount }) => sum + amount.minor, 0);
  return payment.received.minor - payment.refundedExternallyMinor - standing;
}

/**
 * A row for all that may still be requested, and that Stripe has not heard of yet; null: nothing is
 * left. No other function makes a row, so the rows of a payment never ask for more than it has.
 */
export function nextRefund(
  rows: readonly RefundRow[],
  payment: RefundedPayment,
  { refundId, purpose }: Pick<RefundRow, "refundId" | "purpose">,
  requestedAt: number,
): RefundRow | null {
  const minor = refundableMinor(rows, payment);
  if (minor <= 0) return null;
  const { intentId, received } = payment;
  const failed = currentRows(rows).filter((row) => row.state === "failed");
  const same = failed.filter((row) => row.intentId === intentId && row.purpose === purpose);
  return {
    refundId,
    intentId,
    purpose,
    amount: { minor, currency: received.currency },
    state: "requested",
    stripeRefundId: null,
    requestedAt,
    tries: 0,
    lastTryAt: null,
    closedAt: null,
    replaces: same.map((row) => row.refundId),
    problem: null,
    short: null,
  };
}

/** The rows that no later row has replaced, oldest first. */
function currentRows(rows: readonly RefundRow[]): readonly RefundRow[] {
  const replaced = new Set(rows.flatMap(({ replaces }) => replaces));
  return rows.filter(({ refundId }) => !replaced.has(refundId));
}

/** The `stripeRefundId` of an amount that was refunded externally, under an id not known here. */
export const EXTERNAL_REFUND = "external";

/** Stripe's id of the refund, which customers can quote to their bank; null: not known. */
function refundReference({ stripeRefundId }: RefundRow): string | null {
  return stripeRefundId === EXTERNAL_REFUND ? null : stripeRefundId;
}

/** Stored in `problem` of a row that the operator refunded by another way than Stripe. */
const MANUALLY = "refunded manually: ";
export const manualRefundNote = (reference: string): string => `${MANUALLY}${reference}`;
export function isRefundedManually(row: RefundRow): boolean {
  return row.state === "succeeded" && (row.problem?.startsWith(MANUALLY) ?? false);
}

/** The rows that refund the payment of the top-up itself and that no later one has replaced. */
export const returnRowsOf = (rows: readonly RefundRow[]): readonly RefundRow[] =>
  currentRows(rows).filter((row) => row.purpose === "return");

/** The rows of the return as a customer reads them; null: there are none. */
export interface Returned {
  readonly amount: Money;
  /** Stripe's id, where all of it came in one refund that Stripe has named. */
  readonly reference: string | null;
  /** Stripe has not said of all of it that it is there. */
  readonly pending: boolean;
  /** The operator refunded all of it by another way than Stripe. */
  readonly manually: boolean;
  /** What holds the newest of it up, or made it fail; null: nothing does. */
  readonly hindrance: Hindrance | null;
  /** By when what waits for our balance is sent; Unix ms. Null: nothing waits. */
  readonly sentBy: number | null;
}
export function returnedOf(rows: readonly RefundRow[]): Returned | null {
  const current = returnRowsOf(rows);
  const [first, ...others] = current;
  if (!first) return null;
  const minor = current.reduce((sum, { amount }) => sum + amount.minor, 0);
  return {
    amount: { minor, currency: first.amount.currency },
    reference: others.length === 0 ? refundReference(first) : null,
    pending: current.some(({ state }) => state === "pending"),
    manually: current.every(isRefundedManually),
    hindrance: current.map(hindranceOf).findLast((one) => one !== null) ?? null,
    sentBy: current.filter(waitsForBalance).map(sentByOf).at(-1) ?? null,
  };
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
    case "short_of_balance":
    case "unknown":
      return null;
  }
}
