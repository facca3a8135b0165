/** The age-limit column, the nightly look, the dead letter: what time and drivers bring. */
import type { Reading } from "../reading.ts";
import { cancel, unparkInFavour } from "./decide-people.ts";
import { evidenceOf } from "./evidence.ts";
import { nameOf, type TopUpName } from "./names.ts";
import {
  type Context,
  finding,
  go,
  type Outcome,
  outageMs,
  pastFrozenEnd,
  type Row,
  returnEvents,
  still,
} from "./outcome.ts";
import type { TopUp } from "./state.ts";

export type Ticked = { readonly ticked: true };
const TICKED: Ticked = { ticked: true };
type Cell = Row<null, Ticked>[TopUpName];

const nothing: Cell = () => still(TICKED);
const age = (t: TopUp, ctx: Context) => ctx.now - t.since;

const findAfter =
  (limit: "closingFindingMs" | "processingFindingMs" | "refundFindingMs", kind: string): Cell =>
  (t, _c, ctx) =>
    age(t, ctx) >= ctx.timings[limit]
      ? go(TICKED, ...finding(t, kind, `${nameOf(t)} since ${new Date(t.since).toISOString()}`))
      : still(TICKED);

const lapse: Cell = (t, _c, ctx) =>
  // From when it began to wait: an approval can come days after the request.
  age(t, ctx) >= ctx.timings.lapseMs ? go(TICKED, ...cancel(t, "age", ctx).events) : still(TICKED);
const approvalTooOld: Cell = (t, _c, ctx) =>
  age(t, ctx) >= ctx.timings.approvalMs
    ? go(TICKED, { type: "UnpaidEnded", why: "age" }, { type: "Noted", what: "told: not approved" })
    : still(TICKED);
const reviewTooOld: Cell = (t, _c, ctx) => {
  const since = t.review?.since ?? t.since;
  if (ctx.now < since + ctx.timings.reviewMs || !t.money) return still(TICKED);
  return go(TICKED, ...returnEvents(t, "review", ctx));
};

/** Ungranted, so paying back is safe at once, without asking anybody. */
const waitedTooLong: Cell = (t, _c, ctx) => {
  const due = giveUpAt(t, ctx);
  if (due === null || ctx.now < due.at) return still(TICKED);
  return go(TICKED, ...returnEvents(t, due.reason, ctx));
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

const closingTooOld = findAfter("closingFindingMs", "stuck");
const refundTooOld = findAfter("refundFindingMs", "refund_slow");
const parkedTooOld: Cell = (t, _c, ctx) =>
  ctx.now >= (t.parkedAt ?? ctx.now) + ctx.timings.parkedMs
    ? go(TICKED, ...unparkInFavour(t, "parked_too_long", ctx))
    : still(TICKED);
/** Owed past the frozen end: the days are used up, the loss is booked. */
const closeOwed =
  (cell: Cell): Cell =>
  (t, c, ctx) =>
    t.credit.kind === "owed" && pastFrozenEnd(t, ctx)
      ? go(TICKED, { type: "OwedClosedAsLoss" }, ...finding(t, "loss", "owed past its end"))
      : cell(t, c, ctx);

const TICK: Row<null, Ticked> = {
  awaiting_payment: lapse,
  processing: findAfter("processingFindingMs", "bank_slow"),
  lapsing: nothing,
  unpaid: nothing,
  awaiting_approval: approvalTooOld,
  in_review: reviewTooOld,
  paid: waitedTooLong,
  crediting: nothing,
  closing: closingTooOld,
  credited: nothing,
  withdrawing: closingTooOld,
  reversing: closingTooOld,
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
export type Looked = { readonly resend: string | null };
type LookCell = Row<Reading, Looked>[TopUpName];
const seen: LookCell = () => still<Looked>({ resend: null });

const lookCredited: LookCell = (t, reading, ctx) => {
  const { grant } = t.credit;
  if (!grant || pastFrozenEnd(t, ctx)) return still<Looked>({ resend: null });
  switch (evidenceOf(reading, grant)) {
    case "absent":
      return go<Looked>({ resend: grant.body }, ...finding(t, "credit_lost", grant.bucketId));
    case "different":
    case "tombstone":
      return go<Looked>({ resend: null }, ...finding(t, "credit_changed", grant.bucketId));
    case "no_account":
    case "account_disabled":
      return go<Looked>({ resend: null }, ...finding(t, "account_gone", grant.bucketId));
    case "present":
    case "unreadable":
      return still<Looked>({ resend: null });
  }
};
const lookReturned: LookCell = (t, reading, ctx) => {
  const { grant, kind } = t.credit;
  if (!grant || kind !== "withdrawn" || pastFrozenEnd(t, ctx)) return still({ resend: null });
  const evidence = evidenceOf(reading, grant);
  if (evidence !== "present" && evidence !== "different") return still({ resend: null });
  const found = finding(t, "enabled_after_return", grant.bucketId);
  return go({ resend: null }, { type: "CreditOwed" }, ...found);
};

const LOOK: Row<Reading, Looked> = {
  awaiting_payment: seen,
  processing: seen,
  lapsing: seen,
  unpaid: seen,
  awaiting_approval: seen,
  in_review: seen,
  paid: seen,
  crediting: seen,
  closing: seen,
  credited: lookCredited,
  withdrawing: seen,
  reversing: seen,
  refunding: lookReturned,
  refund_failed: lookReturned,
  refunded: lookReturned,
  parked: seen,
};
export function look(t: TopUp, reading: Reading, ctx: Context): Outcome<Looked> {
  return LOOK[nameOf(t)](t, reading, ctx);
}

/** A message died: noted; while a credit is under way a person should know. */
export function deadLetter(t: TopUp, queue: string): Outcome<Ticked> {
  const found = nameOf(t) === "crediting" ? finding(t, "dead_letter", queue) : [];
  return go(TICKED, { type: "Noted", what: `dead letter from ${queue}` }, ...found);
}
