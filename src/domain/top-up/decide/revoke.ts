/**
 * The withdraw column: a consumer has read the account and asks what to do about a credit that must
 * not happen, or must be taken back. And the silence column: it could not read at all.
 */

import { evidenceOf } from "../../ocs/evidence.ts";
import { tombstoneBody } from "../../ocs/set-balance.ts";
import type { TopUpEvent } from "../events.ts";
import { nameOf, type TopUpName } from "../names.ts";
import type { Grant, TopUp } from "../state.ts";
import type { GrantCommand, Permit } from "./grant.ts";
import {
  type Context,
  emit,
  finding,
  type Outcome,
  pastFrozenEnd,
  type Row,
  refundRow,
  returnEvents,
  silentTooLong,
  unchanged,
} from "./outcome.ts";
import { endsCredited } from "./record.ts";

type Cell = Row<GrantCommand, Permit>[TopUpName];

const STOP: Permit = { kind: "stop", code: "nothing_to_do" };
const refused: Cell = () => unchanged({ kind: "stop", code: "wrong_state" });
const withFence =
  (cell: (t: TopUp, grant: Grant, c: GrantCommand, ctx: Context) => Outcome<Permit>): Cell =>
  (t, c, ctx) => {
    if (t.drive.lease?.fence !== c.fence) return unchanged({ kind: "stop", code: "stale_fence" });
    const { grant } = t.credit;
    if (!grant) throw new Error(`${t.request.topUpId}: nothing was granted, nothing to withdraw`);
    return cell(t, grant, c, ctx);
  };

function tombstone(t: TopUp, grant: Grant): Permit {
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
function silent(t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permit> {
  const why = c.reading.kind === "unreadable" ? c.reading.why : c.reading.kind;
  if (pastFrozenEnd(t, ctx)) return emit(STOP, ...park(t, `${why}; the frozen end has passed`));
  const past = t.resolving?.reason === "silence" || silentTooLong(t, ctx);
  if (c.reading.kind === "unreadable" && past && t.request.offer.refundWhileSilent) {
    const detail = "refunded while the OCS was silent; the withdrawal is owed";
    const returned = returnEvents(t, "ocs_silent", ctx);
    return emit(STOP, { type: "CreditOwed" }, ...returned, ...finding(t, "owed", detail));
  }
  return emit(STOP, { type: "TryEnded", outcome: "unknown", text: why });
}

/** `resolving`: the first reading that answers decides. */
const decideResolving = withFence((t, grant, c, ctx) => {
  const evidence = evidenceOf(c.reading, grant);
  switch (evidence) {
    case "present":
      if (endsCredited(t)) return emit(STOP, { type: "Credited", grant });
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
  if (pastFrozenEnd(t, ctx)) return emit(STOP, ...park(t, "the frozen end has passed"));
  return emit(tombstone(t, grant), { type: "RevocationDecided" });
});

/** `revoking`, `reversing`: the same again until a read shows it. */
const revokeAgain = withFence((t, grant, c, ctx) => {
  const evidence = evidenceOf(c.reading, grant);
  if (evidence === "tombstone") {
    return emit(STOP, { type: "Revoked" }, ...refundRow(t, ctx));
  }
  if (pastFrozenEnd(t, ctx)) return emit(STOP, ...park(t, "the frozen end has passed"));
  switch (evidence) {
    case "unreadable":
    case "no_account":
    case "account_disabled":
      return silent(t, c, ctx);
    case "present":
    case "absent":
    case "different":
      return unchanged(tombstone(t, grant));
  }
});
const reverseAgain = withFence((t, grant, c, ctx) => {
  const evidence = evidenceOf(c.reading, grant);
  // Its days are over: the engine has dropped or will drop it, nothing is left to take back.
  if (evidence === "tombstone" || pastFrozenEnd(t, ctx)) {
    return emit(STOP, { type: "Revoked" }, ...refundRow(t, ctx));
  }
  if (c.reading.kind === "account" && !c.reading.disabled) return unchanged(tombstone(t, grant));
  // Never pay first: a delivered credit is only paid back once it is gone.
  return emit(STOP, { type: "TryEnded", outcome: "unknown", text: evidence });
});
const onlyOwed: Cell = (t, c, ctx) =>
  t.credit.kind === "owed" ? revokeOwed(t, c, ctx) : refused(t, c, ctx);
const revokeOwed = withFence((t, grant, c, ctx) => {
  const evidence = evidenceOf(c.reading, grant);
  if (evidence === "tombstone") return emit(STOP, { type: "Revoked" });
  if (pastFrozenEnd(t, ctx)) return emit(STOP, { type: "OwedClosedAsLoss" });
  if (c.reading.kind === "account" && !c.reading.disabled) return unchanged(tombstone(t, grant));
  return emit(STOP, { type: "TryEnded", outcome: "unknown", text: evidence });
});

const REVOKE: Row<GrantCommand, Permit> = {
  awaiting_payment: refused,
  processing: refused,
  canceling: refused,
  canceled: refused,
  awaiting_approval: refused,
  in_review: refused,
  paid: refused,
  crediting: refused,
  resolving: decideResolving,
  credited: refused,
  revoking: revokeAgain,
  reversing: reverseAgain,
  refunding: onlyOwed,
  refund_failed: onlyOwed,
  refunded: onlyOwed,
  parked: refused,
};

export function revokeCredit(t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permit> {
  return REVOKE[nameOf(t)](t, c, ctx);
}
