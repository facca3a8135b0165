/** The age-limit column, the nightly look, the dead letter: what time and drivers bring. */

import { evidenceOf } from "../../ocs/evidence.ts";
import type { Reading } from "../../ocs/reading.ts";
import { nameOf, type TopUpName } from "../names.ts";
import type { TopUp } from "../state.ts";
import {
  type Context,
  emit,
  finding,
  type Outcome,
  outageMs,
  pastFrozenEnd,
  type Row,
  returnEvents,
  unchanged,
} from "./outcome.ts";
import { cancelTopUp, unparkInFavour } from "./people.ts";

export type Ticked = { readonly ticked: true };
const TICKED: Ticked = { ticked: true };
type Cell = Row<null, Ticked>[TopUpName];

const nothing: Cell = () => unchanged(TICKED);
const age = (t: TopUp, ctx: Context) => ctx.now - t.since;

const findAfter =
  (limit: "resolvingFindingMs" | "processingFindingMs" | "refundFindingMs", kind: string): Cell =>
  (t, _c, ctx) =>
    age(t, ctx) >= ctx.timings[limit]
      ? emit(TICKED, ...finding(t, kind, `${nameOf(t)} since ${new Date(t.since).toISOString()}`))
      : unchanged(TICKED);

const awaitedPaymentTooLong: Cell = (t, _c, ctx) =>
  // From when it began to wait: an approval can come days after the request.
  age(t, ctx) >= ctx.timings.awaitingPaymentMs
    ? emit(TICKED, ...cancelTopUp(t, "age", ctx).events)
    : unchanged(TICKED);
const approvalTooOld: Cell = (t, _c, ctx) =>
  age(t, ctx) >= ctx.timings.approvalMs
    ? emit(
        TICKED,
        { type: "TopUpCanceled", why: "age" },
        { type: "Noted", what: "told: not approved" },
      )
    : unchanged(TICKED);
const reviewTooOld: Cell = (t, _c, ctx) => {
  const since = t.review?.since ?? t.since;
  if (ctx.now < since + ctx.timings.reviewMs || !t.money) return unchanged(TICKED);
  return emit(TICKED, ...returnEvents(t, "review", ctx));
};

/** Ungranted, so paying back is safe at once, without asking anybody. */
const waitedTooLong: Cell = (t, _c, ctx) => {
  const due = giveUpAt(t, ctx);
  if (due === null || ctx.now < due.at) return unchanged(TICKED);
  return emit(TICKED, ...returnEvents(t, due.reason, ctx));
};

/** When a paid, ungranted top-up is given up, and why. Also what the screen says ("by 14:35"). */
export function giveUpAt(
  t: TopUp,
  ctx: Pick<Context, "timings">,
): { readonly at: number; readonly reason: "ocs_silent" | "waited_too_long" } | null {
  if (!t.money) return null;
  // Counted from the decision to deliver, so that a person's approval is not in vain.
  const waitFrom = Math.max(t.money.paidAt, t.since);
  const waited = waitFrom + (t.request.maxWaitMs ?? ctx.timings.maxWaitMs);
  const failed = t.drive.firstFailedReadAt;
  if (failed === null) return { at: waited, reason: "waited_too_long" };
  const silent = failed + outageMs(t, ctx.timings);
  return silent <= waited
    ? { at: silent, reason: "ocs_silent" }
    : { at: waited, reason: "waited_too_long" };
}

const resolvingTooOld = findAfter("resolvingFindingMs", "stuck");
const refundTooOld = findAfter("refundFindingMs", "refund_slow");
const parkedTooOld: Cell = (t, _c, ctx) =>
  ctx.now >= (t.parkedAt ?? ctx.now) + ctx.timings.parkedMs
    ? emit(TICKED, ...unparkInFavour(t, "parked_too_long", ctx))
    : unchanged(TICKED);
/** Owed past the frozen end: the days are used up, the loss is booked. */
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
export function tick(t: TopUp, ctx: Context): Outcome<Ticked> {
  return TICK[nameOf(t)](t, null, ctx);
}

// --- the nightly look ----------------------------------------------------------------------------

/** Bytes to send again: a confirmed credit that the OCS has lost. */
export type Reconciled = { readonly resend: string | null };
type ReconcileCell = Row<Reading, Reconciled>[TopUpName];
const seen: ReconcileCell = () => unchanged<Reconciled>({ resend: null });

const reconcileCredited: ReconcileCell = (t, reading, ctx) => {
  const { grant } = t.credit;
  if (!grant || pastFrozenEnd(t, ctx)) return unchanged<Reconciled>({ resend: null });
  switch (evidenceOf(reading, grant)) {
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
  const evidence = evidenceOf(reading, grant);
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
export function reconcileCredit(t: TopUp, reading: Reading, ctx: Context): Outcome<Reconciled> {
  return RECONCILE[nameOf(t)](t, reading, ctx);
}

/** A message died: noted; while a credit is under way a person should know. */
export function recordDeadLetter(t: TopUp, queue: string): Outcome<Ticked> {
  const found = nameOf(t) === "crediting" ? finding(t, "dead_letter", queue) : [];
  return emit(TICKED, { type: "Noted", what: `dead letter from ${queue}` }, ...found);
}
