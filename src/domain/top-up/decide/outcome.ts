import { type BucketId, referenceNumber, refundId } from "../../base/ids.ts";
import type { Encode } from "../../ocs/order.ts";
import { nextRefund } from "../../refund/refund.ts";
import type { TopUpEvent } from "../events.ts";
import type { Moment } from "../facts.ts";
import type { TopUpState } from "../states.ts";
import type { PaidMoney, ReferenceNumbers, ReturnReason, TopUp } from "../top-up.ts";

/** What a decision may use besides the top-up itself: plain data, and one pure function. */
export interface Context extends Moment {
  /** The next free place in the account's turn. */
  readonly nextTurn: number;
  /** Whether this top-up has the turn of its account (or would have it, if it joined now). */
  readonly hasTurn: boolean;
  /** The first of two unused reference numbers of the service. */
  readonly nextReferenceNumber: number;
  readonly serviceClosed: boolean;
  /** The latest end among other credited top-ups of its account and kind; Unix ms. */
  readonly lastCreditedEndAt: number | null;
  /** Buckets of top-ups with the decision `return`, and superseded ones: they never count. */
  readonly returnedBuckets: ReadonlySet<BucketId>;
  /** Renders an order for the engine of its account. */
  readonly encode: Encode;
}

/** A decision: what happened, and what the caller gets as an answer. A refusal is an answer too. */
export interface Outcome<A> {
  readonly events: readonly TopUpEvent[];
  readonly answer: A;
}
/** One row of a command's table: every name has a cell, so nothing is left to a default. */
export type Row<C, A> = Readonly<Record<TopUpState, (t: TopUp, c: C, ctx: Context) => Outcome<A>>>;

/** The answer of commands that only report a fact. */
export type Recorded = { readonly recorded: true };
export const RECORDED: Recorded = { recorded: true };

export const unchanged = <A>(answer: A): Outcome<A> => ({ events: [], answer });
export const emit = <A>(answer: A, ...events: readonly TopUpEvent[]): Outcome<A> => ({
  events,
  answer,
});
/** The sign `‼`: the state stays, a finding is raised (once per kind and top-up). */
export const impossible = <A>(t: TopUp, answer: A, detail: string): Outcome<A> => ({
  events: finding(t, "impossible", detail),
  answer,
});

/** The same cell for every name from `paid` on. */
export const everyAfterReview = <Cell>(cell: Cell) => ({
  paid: cell,
  crediting: cell,
  resolving: cell,
  credited: cell,
  revoking: cell,
  reversing: cell,
  refunding: cell,
  refund_failed: cell,
  refunded: cell,
  parked: cell,
});

/** Raises a finding, unless the top-up has one of this kind. */
export function finding(t: TopUp, kind: string, detail: string): TopUpEvent[] {
  return t.findings.includes(kind) ? [] : [{ type: "FindingRaised", kind, detail }];
}

/** Parks the top-up for the operator, with a finding. */
export function park(t: TopUp, why: string): TopUpEvent[] {
  return [{ type: "Parked", why }, ...finding(t, "parked", why)];
}

/** The decision `return`, for a top-up whose credit is none, revoked or owed (invariant 4). */
export function returnEvents(
  t: TopUp,
  reason: ReturnReason,
  ctx: Context,
  money: PaidMoney | null = t.money,
): TopUpEvent[] {
  return [{ type: "ReturnDecided", reason }, ...refundRow(t, ctx, money)];
}

/** Requests a refund of the remaining amount that no other row covers; nothing when it is zero. */
export function refundRow(t: TopUp, ctx: Context, money: PaidMoney | null = t.money): TopUpEvent[] {
  const id = refundId(t.request.topUpId, t.refunds.length + 1);
  const wanted = { refundId: id, purpose: "return" } as const;
  const row = money && nextRefund(t.refunds, money, wanted, ctx.now);
  return row ? [{ type: "RefundRequested", row }] : [];
}

/** The reference numbers of the top-up: those it has, or the next two of the service. */
export function mintReferenceNumbers(t: TopUp, ctx: Context): ReferenceNumbers {
  if (t.referenceNumbers) return t.referenceNumbers;
  const first = referenceNumber(t.request.serviceOrdinal, ctx.nextReferenceNumber);
  const second = referenceNumber(t.request.serviceOrdinal, ctx.nextReferenceNumber + 1);
  return {
    provisionId: first,
    invoiceId: first,
    saleTransaction: first,
    paymentTransaction: second,
  };
}
