/**
 * The withdraw column: a consumer has read the account and asks what to do about a credit that must
 * not happen, or must be taken back. And the silence column: it could not read at all.
 */
import { tombstoneBody } from "../set-balance.ts";
import type { GrantCommand, Permission } from "./decide-grant.ts";
import { endsCredited } from "./decide-record.ts";
import type { TopUpEvent } from "./events.ts";
import { evidenceOf } from "./evidence.ts";
import { nameOf, type TopUpName } from "./names.ts";
import {
  type Context,
  finding,
  go,
  type Outcome,
  pastFrozenEnd,
  type Row,
  refundRow,
  returnEvents,
  silentTooLong,
  still,
} from "./outcome.ts";
import type { Grant, TopUp } from "./state.ts";

type Cell = Row<GrantCommand, Permission>[TopUpName];

const STOP: Permission = { kind: "stop", code: "nothing_to_do" };
const refused: Cell = () => still({ kind: "stop", code: "wrong_state" });
const withFence =
  (cell: (t: TopUp, grant: Grant, c: GrantCommand, ctx: Context) => Outcome<Permission>): Cell =>
  (t, c, ctx) => {
    if (t.drive.lease?.fence !== c.fence) return still({ kind: "stop", code: "stale_fence" });
    const { grant } = t.credit;
    if (!grant) throw new Error(`${t.request.topUpId}: nothing was granted, nothing to withdraw`);
    return cell(t, grant, c, ctx);
  };

function tombstone(t: TopUp, grant: Grant): Permission {
  const { tenant, account, offer } = t.request;
  const { balanceType } = offer.bucket;
  const { bucketId, endAt } = grant;
  return { kind: "send", body: tombstoneBody({ tenant, account, balanceType, bucketId, endAt }) };
}

function park(t: TopUp, why: string): TopUpEvent[] {
  return [{ type: "Parked", why }, ...finding(t, "parked", why)];
}

/**
 * Nothing was read. Opted in, and silent past the policy: pay back now and owe the withdrawal.
 * Otherwise wait, with an age; past the frozen end nothing can be known any more.
 */
function silent(t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permission> {
  const why = c.reading.kind === "unreadable" ? c.reading.why : c.reading.kind;
  if (pastFrozenEnd(t, ctx)) return go(STOP, ...park(t, `${why}; the frozen end has passed`));
  const past = t.closing?.reason === "silence" || silentTooLong(t, ctx);
  if (c.reading.kind === "unreadable" && past && t.request.offer.refundWhileSilent) {
    const detail = "refunded while the OCS was silent; the withdrawal is owed";
    const returned = returnEvents(t, "ocs_silent", ctx);
    return go(STOP, { type: "CreditOwed" }, ...returned, ...finding(t, "owed", detail));
  }
  return go(STOP, { type: "TryEnded", outcome: "unknown", text: why });
}

/** `closing`: the first reading that answers decides. */
const decideClosing = withFence((t, grant, c, ctx) => {
  const evidence = evidenceOf(c.reading, grant);
  switch (evidence) {
    case "present":
      if (endsCredited(t)) return go(STOP, { type: "Credited", grant });
      break;
    case "unreadable":
    case "no_account":
    case "account_disabled":
      return silent(t, c, ctx);
    case "absent":
    case "tombstone":
    case "different":
      break;
  }
  if (pastFrozenEnd(t, ctx)) return go(STOP, ...park(t, "the frozen end has passed"));
  return go(tombstone(t, grant), { type: "WithdrawalDecided" });
});

/** `withdrawing`, `reversing`: the same again until a read shows it. */
const withdrawAgain = withFence((t, grant, c, ctx) => {
  const evidence = evidenceOf(c.reading, grant);
  if (evidence === "tombstone") {
    return go(STOP, { type: "Withdrawn" }, ...refundRow(t, ctx));
  }
  if (pastFrozenEnd(t, ctx)) return go(STOP, ...park(t, "the frozen end has passed"));
  switch (evidence) {
    case "unreadable":
    case "no_account":
    case "account_disabled":
      return silent(t, c, ctx);
    case "present":
    case "absent":
    case "different":
      return still(tombstone(t, grant));
  }
});
const reverseAgain = withFence((t, grant, c, ctx) => {
  const evidence = evidenceOf(c.reading, grant);
  // Its days are over: the engine has dropped or will drop it, nothing is left to take back.
  if (evidence === "tombstone" || pastFrozenEnd(t, ctx)) {
    return go(STOP, { type: "Withdrawn" }, ...refundRow(t, ctx));
  }
  if (c.reading.kind === "account" && !c.reading.disabled) return still(tombstone(t, grant));
  // Never pay first: a delivered credit is only paid back once it is gone.
  return go(STOP, { type: "TryEnded", outcome: "unknown", text: evidence });
});
const onlyOwed: Cell = (t, c, ctx) =>
  t.credit.kind === "owed" ? payOff(t, c, ctx) : refused(t, c, ctx);
const payOff = withFence((t, grant, c, ctx) => {
  const evidence = evidenceOf(c.reading, grant);
  if (evidence === "tombstone") return go(STOP, { type: "Withdrawn" });
  if (pastFrozenEnd(t, ctx)) return go(STOP, { type: "OwedClosedAsLoss" });
  if (c.reading.kind === "account" && !c.reading.disabled) return still(tombstone(t, grant));
  return go(STOP, { type: "TryEnded", outcome: "unknown", text: evidence });
});

const WITHDRAW: Row<GrantCommand, Permission> = {
  awaiting_payment: refused,
  processing: refused,
  lapsing: refused,
  unpaid: refused,
  awaiting_approval: refused,
  in_review: refused,
  paid: refused,
  crediting: refused,
  closing: decideClosing,
  credited: refused,
  withdrawing: withdrawAgain,
  reversing: reverseAgain,
  refunding: onlyOwed,
  refund_failed: onlyOwed,
  refunded: onlyOwed,
  parked: refused,
};

export function withdraw(t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permission> {
  return WITHDRAW[nameOf(t)](t, c, ctx);
}
