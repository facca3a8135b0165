/**
 * Columns that time and drivers bring: "age limit", "nightly reconciliation", "dead letter", and
 * the wait of a paid top-up ("deadline", "OCS silent past its policy").
 */

import type { Reading } from "../../ocs/reading.ts";
import { rulesOf } from "../../offer/kinds/rules.ts";
import { waitsForBalance } from "../../refund/short-balance.ts";
import { giveUpAt, pastFrozenEnd } from "../facts.ts";
import { stateOf, type TopUpState } from "../states.ts";
import type { TopUp } from "../top-up.ts";
import {
  type Context,
  emit,
  finding,
  type Outcome,
  type Row,
  returnEvents,
  unchanged,
} from "./outcome.ts";
import { cancelTopUp, unparkInFavour } from "./people.ts";

export type Ticked = { readonly ticked: true };
const TICKED: Ticked = { ticked: true };
type Cell = Row<null, Ticked>[TopUpState];

const nothing: Cell = () => unchanged(TICKED);
const age = (t: TopUp, ctx: Context) => ctx.now - t.since;

const findAfter =
  (limit: "resolvingFindingMs" | "processingFindingMs" | "refundFindingMs", kind: string): Cell =>
  (t, _c, ctx) =>
    age(t, ctx) >= ctx.timings[limit]
      ? emit(TICKED, ...finding(t, kind, `${stateOf(t)} since ${new Date(t.since).toISOString()}`))
      : unchanged(TICKED);

const awaitedPaymentTooLong: Cell = (t, _c, ctx) =>
  // Counted from the state, not from the request: an approval can come days later.
  age(t, ctx) >= ctx.timings.awaitingPaymentMs
    ? emit(TICKED, ...cancelTopUp(t, "age", ctx).events)
    : unchanged(TICKED);
const approvalTooOld: Cell = (t, _c, ctx) =>
  age(t, ctx) >= ctx.timings.approvalMs
    ? emit(
        TICKED,
        { type: "TopUpCanceled", why: "age" },
        { type: "Noted", what: "not approved in time" },
      )
    : unchanged(TICKED);
const reviewTooOld: Cell = (t, _c, ctx) => {
  const since = t.review?.since ?? t.since;
  if (ctx.now < since + ctx.timings.reviewMs || !t.money) return unchanged(TICKED);
  return emit(TICKED, ...returnEvents(t, "review", ctx));
};

/** Nothing is granted, so a refund is safe at once and needs no reading (invariant 2). */
const waitedTooLong: Cell = (t, _c, ctx) => {
  const due = giveUpAt(t, ctx.timings);
  if (due === null || ctx.now < due.at) return unchanged(TICKED);
  return emit(TICKED, ...returnEvents(t, due.reason, ctx));
};

const resolvingTooOld = findAfter("resolvingFindingMs", "stuck");
const slowRefund = findAfter("refundFindingMs", "refund_slow");
const shortOfBalance = findAfter("refundFindingMs", "refund_waits_for_balance");
const refundTooOld: Cell = (t, c, ctx) =>
  (t.refunds.some(waitsForBalance) ? shortOfBalance : slowRefund)(t, c, ctx);
const parkedTooOld: Cell = (t, _c, ctx) =>
  ctx.now >= (t.parkedAt ?? ctx.now) + ctx.timings.parkedMs
    ? emit(TICKED, ...unparkInFavour(t, "parked_too_long", ctx))
    : unchanged(TICKED);
/** An owed credit past its frozen end: the days are used up, the loss is final. */
const closeOwed =
  (cell: Cell): Cell =>
  (t, c, ctx) =>
    t.credit.kind === "owed" && pastFrozenEnd(t, ctx)
      ? emit(TICKED, { type: "OwedClosedAsLoss" }, ...finding(t, "loss", "owed past its end"))
      : cell(t, c, ctx);

const TICK: Row<null, Ticked> = {
  awaiting_payment: awaitedPaymentTooLong,
  processing: findAfter("processingFindingMs", "bank_slow"),
  canceling: nothing,
  canceled: nothing,
  awaiting_approval: approvalTooOld,
  in_review: reviewTooOld,
  paid: waitedTooLong,
  crediting: nothing,
  resolving: resolvingTooOld,
  credited: nothing,
  revoking: resolvingTooOld,
  reversing: resolvingTooOld,
  refunding: closeOwed(refundTooOld),
  refund_failed: closeOwed(nothing),
  refunded: closeOwed(nothing),
  parked: parkedTooOld,
};
/** Applies the age limit of the present state, if it has passed. */
export function tick(t: TopUp, ctx: Context): Outcome<Ticked> {
  return TICK[stateOf(t)](t, null, ctx);
}

// --- nightly reconciliation ----------------------------------------------------------------------

/** `resend`: the granted body, for a credit that a reading once showed and the OCS has lost. */
export type Reconciled = { readonly resend: string | null };
type ReconcileCell = Row<Reading, Reconciled>[TopUpState];
const seen: ReconcileCell = () => unchanged<Reconciled>({ resend: null });

const reconcileCredited: ReconcileCell = (t, reading, ctx) => {
  const { grant } = t.credit;
  if (!grant || pastFrozenEnd(t, ctx)) return unchanged<Reconciled>({ resend: null });
  switch (rulesOf(t.request.offer).evidence(reading, grant)) {
    case "absent":
      return emit<Reconciled>({ resend: grant.body }, ...finding(t, "credit_lost", grant.bucketId));
    case "different":
    case "tombstone":
      return emit<Reconciled>({ resend: null }, ...finding(t, "credit_changed", grant.bucketId));
    case "no_account":
    case "account_disabled":
      return emit<Reconciled>({ resend: null }, ...finding(t, "account_gone", grant.bucketId));
    case "present":
    case "unreadable":
      return unchanged<Reconciled>({ resend: null });
  }
};
const reconcileReturned: ReconcileCell = (t, reading, ctx) => {
  const { grant, kind } = t.credit;
  if (!grant || kind !== "revoked" || pastFrozenEnd(t, ctx)) return unchanged({ resend: null });
  const evidence = rulesOf(t.request.offer).evidence(reading, grant);
  if (evidence !== "present" && evidence !== "different") return unchanged({ resend: null });
  const found = finding(t, "enabled_after_return", grant.bucketId);
  return emit({ resend: null }, { type: "CreditOwed" }, ...found);
};

const RECONCILE: Row<Reading, Reconciled> = {
  awaiting_payment: seen,
  processing: seen,
  canceling: seen,
  canceled: seen,
  awaiting_approval: seen,
  in_review: seen,
  paid: seen,
  crediting: seen,
  resolving: seen,
  credited: reconcileCredited,
  revoking: seen,
  reversing: seen,
  refunding: reconcileReturned,
  refund_failed: reconcileReturned,
  refunded: reconcileReturned,
  parked: seen,
};
/** Compares a credited or refunded top-up with a reading of its account. */
export function reconcileCredit(t: TopUp, reading: Reading, ctx: Context): Outcome<Reconciled> {
  return RECONCILE[stateOf(t)](t, reading, ctx);
}

/** A message reached the dead-letter queue: noted; while a credit is under way, a finding. */
export function recordDeadLetter(t: TopUp, queue: string): Outcome<Ticked> {
  const found = stateOf(t) === "crediting" ? finding(t, "dead_letter", queue) : [];
  return emit(TICKED, { type: "Noted", what: `dead letter from ${queue}` }, ...found);
}
