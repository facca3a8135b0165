import { referenceNumber, refundId } from "../../base/ids.ts";
import type { Timings } from "../../base/timings.ts";
import { newRefund } from "../../refund/refund.ts";
import type { TopUpEvent } from "../events.ts";
import type { TopUpName } from "../names.ts";
import type { PaidMoney, ReferenceNumbers, ReturnReason, TopUp } from "../state.ts";

/** What a decision may look at besides the top-up itself. All of it is plain data. */
export interface Context {
  readonly now: number;
  readonly timings: Timings;
  /** The next free place in the account's queue. */
  readonly nextTurn: number;
  /** Whether this top-up is first in the account's queue (or would be, if it joined now). */
  readonly hasTurn: boolean;
  /** The first of two unused handle numbers of the service. */
  readonly nextReferenceNumber: number;
  readonly serviceClosed: boolean;
  /** The latest end among this account's other credited top-ups; Unix ms. */
  readonly lastCreditedEndAt: number | null;
  /** Buckets of top-ups that were decided to be returned: they never count. */
  readonly returnedBuckets: ReadonlySet<string>;
}

/** A decision: what happened, and what the caller is told. Refusals are answers too. */
export interface Outcome<A> {
  readonly events: readonly TopUpEvent[];
  readonly answer: A;
}
/** One row of a command's table: every name has a cell, so nothing is left to a default. */
export type Row<C, A> = Readonly<Record<TopUpName, (t: TopUp, c: C, ctx: Context) => Outcome<A>>>;

export const unchanged = <A>(answer: A): Outcome<A> => ({ events: [], answer });
export const emit = <A>(answer: A, ...events: readonly TopUpEvent[]): Outcome<A> => ({
  events,
  answer,
});
/** `‼`: nothing changes, a finding is raised (once per kind and top-up). */
export const impossible = <A>(t: TopUp, answer: A, detail: string): Outcome<A> => ({
  events: finding(t, "impossible", detail),
  answer,
});

/** Raises a finding unless one of this kind is there already. */
export function finding(t: TopUp, kind: string, detail: string): TopUpEvent[] {
  return t.findings.includes(kind) ? [] : [{ type: "FindingRaised", kind, detail }];
}

/** Money came in for it, be it a payment too many before its own. */
export const hasReceived = (t: TopUp): boolean => t.money !== null || t.refunds.length > 0;
/** D1 hears of what money came in for, or is coming in; what nobody paid costs no row. */
export const isForLedger = (t: TopUp): boolean => hasReceived(t) || t.atBank === true;

/** What is still ours of a payment: received, less what others gave back. */
export function remaining(money: PaidMoney | null): number {
  return money ? Math.max(0, money.received.minor - money.refundedExternallyMinor) : 0;
}
/** Nothing returned, nothing disputed: it may still buy something. */
export function moneyIsOurs(t: TopUp): boolean {
  return (
    t.money !== null && !t.money.wrong && !t.money.disputed && t.money.refundedExternallyMinor === 0
  );
}

/** Money back for a top-up whose credit is none, withdrawn or owed (invariant 4). */
export function returnEvents(
  t: TopUp,
  reason: ReturnReason,
  ctx: Context,
  money: PaidMoney | null = t.money,
): TopUpEvent[] {
  return [{ type: "ReturnDecided", reason }, ...refundRow(t, ctx, money)];
}

/** The refund row of what is left and no other row stands for; none when nothing is. */
export function refundRow(t: TopUp, ctx: Context, money: PaidMoney | null = t.money): TopUpEvent[] {
  const standing = t.refunds
    .filter((r) => r.intentId === money?.intentId && r.state !== "failed")
    .reduce((sum, r) => sum + r.amount.minor, 0);
  const left = remaining(money) - standing;
  if (!money || left <= 0) return [];
  const input = {
    refundId: refundId(t.request.topUpId, t.refunds.length + 1),
    intentId: money.intentId,
    amount: { minor: left, currency: money.received.currency },
    purpose: "return" as const,
  };
  return [{ type: "RefundRequested", row: newRefund(input, ctx.now) }];
}

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

/** How long this offer waits for an OCS that does not answer. */
export function outageMs(t: TopUp, timings: Timings): number {
  const { onOutageSeconds } = t.request.offer;
  return onOutageSeconds === null ? timings.onOutageMs : onOutageSeconds * 1000;
}
/** "Silent past its policy": counted from the first read that got no answer. */
export function silentTooLong(t: TopUp, ctx: Context): boolean {
  const failed = t.drive.firstFailedReadAt;
  return failed !== null && ctx.now >= failed + outageMs(t, ctx.timings);
}

export function pastFrozenEnd(t: TopUp, ctx: Context): boolean {
  const end = t.credit.grant?.endAt;
  return end !== undefined && ctx.now >= end - ctx.timings.clockMarginMs;
}
