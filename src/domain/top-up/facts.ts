/** Questions about one top-up that its state answers. Decisions, due times and views share them. */
import type { Timings } from "../base/timings.ts";
import type { AccountRef } from "../ocs/account-ref.ts";
import { stateOf } from "./states.ts";
import type { PaidMoney, TopUp } from "./top-up.ts";

/** When a question is asked; `now`: Unix ms. */
export interface Moment {
  readonly now: number;
  readonly timings: Timings;
}

/** The account that the top-up is for. */
export const accountOf = ({ request }: TopUp): AccountRef => {
  const { ocs, tenant, account } = request;
  return { ocs, tenant, account };
};

// --- money ---------------------------------------------------------------------------------------

/** Whether money has arrived, either for the top-up or as a surplus payment before its own. */
export const hasReceived = (t: TopUp): boolean => t.money !== null || t.refunds.length > 0;

/** Whether D1 learns of it: money has arrived or is on its way. An unpaid top-up costs no row. */
export const isForProjection = (t: TopUp): boolean => hasReceived(t) || t.atBank === true;

/** Whether a card was declined: support is asked about it, so D1 learns of it, and of it alone. */
export const wasDeclined = (t: TopUp): boolean =>
  t.attempts.some(({ decline, declines }) => decline !== null || (declines ?? 0) > 0);

/** Whether the projection has anything to write of it. */
export const hasProjection = (t: TopUp): boolean =>
  isForProjection(t) || t.findings.length > 0 || wasDeclined(t);

/** What is left of a payment after external refunds; minor units, never negative. */
export function remaining(money: PaidMoney | null): number {
  return money ? Math.max(0, money.received.minor - money.refundedExternallyMinor) : 0;
}

/** Whether the payment may buy something: the right amount, not disputed, nothing refunded. */
export function moneyIsOurs(t: TopUp): boolean {
  return (
    t.money !== null && !t.money.wrong && !t.money.disputed && t.money.refundedExternallyMinor === 0
  );
}

/**
 * Whether its payer buys nothing more: the bank was asked for the money, or others returned all of
 * it and the credit is there. A dispute that was won, or an operator, ends it (decision 34).
 */
export function blocksPayer(t: TopUp): boolean {
  if (t.money === null || t.payerUnblocked) return false;
  const { disputed, refundedExternallyMinor, received } = t.money;
  return disputed || (stateOf(t) === "credited" && refundedExternallyMinor >= received.minor);
}

// --- time ----------------------------------------------------------------------------------------

/** How long the offer of this top-up waits for an OCS that does not answer; milliseconds. */
function outageMs(t: TopUp, timings: Timings): number {
  const { onOutageSeconds } = t.request.offer;
  return onOutageSeconds === null ? timings.onOutageMs : onOutageSeconds * 1000;
}

/** "OCS silent past its policy": counted from the first read that got no answer. */
export function silentTooLong(t: TopUp, { now, timings }: Moment): boolean {
  const failed = t.drive.firstFailedReadAt;
  return failed !== null && now >= failed + outageMs(t, timings);
}

/** Whether the granted end is over, or so close that the clocks may differ about it. */
export function pastFrozenEnd(t: TopUp, { now, timings }: Moment): boolean {
  const end = t.credit.grant?.endAt;
  return end !== undefined && now >= end - timings.clockMarginMs;
}

/**
 * When a paid, ungranted top-up is given up and refunded (Unix ms), and why. Null: it is not paid.
 */
export function giveUpAt(
  t: TopUp,
  timings: Timings,
): { readonly at: number; readonly reason: "ocs_silent" | "waited_too_long" } | null {
  if (!t.money) return null;
  // Counted from the decision to deliver, so that an approval after days still leaves time.
  const waitFrom = Math.max(t.money.paidAt, t.since);
  const waited = waitFrom + (t.request.maxWaitMs ?? timings.maxWaitMs);
  const failed = t.drive.firstFailedReadAt;
  if (failed === null) return { at: waited, reason: "waited_too_long" };
  const silent = failed + outageMs(t, timings);
  return silent <= waited
    ? { at: silent, reason: "ocs_silent" }
    : { at: waited, reason: "waited_too_long" };
}
