/**
 * The columns "revoke(fence, reading)" and "OCS silent past its policy": a consumer has read the
 * account, or could not, and asks what to do about a credit that must not happen or must end.
 */

import type { Evidence } from "../../ocs/evidence.ts";
import { rulesOf } from "../../offer/kinds/rules.ts";
import type { TopUpEvent } from "../events.ts";
import { accountOf, pastFrozenEnd, silentTooLong } from "../facts.ts";
import { stateOf, type TopUpState } from "../states.ts";
import type { Grant, TopUp } from "../top-up.ts";
import type { GrantCommand, Permit } from "./grant.ts";
import {
  type Context,
  emit,
  finding,
  type Outcome,
  park,
  type Row,
  refundRow,
  returnEvents,
  unchanged,
} from "./outcome.ts";
import { endsCredited } from "./record.ts";

type Cell = Row<GrantCommand, Permit>[TopUpState];

const STOP: Permit = { kind: "stop", why: "nothing_to_do" };
const refused: Cell = () => unchanged({ kind: "stop", why: "not_in_this_state" });
const withFence =
  (cell: (t: TopUp, grant: Grant, c: GrantCommand, ctx: Context) => Outcome<Permit>): Cell =>
  (t, c, ctx) => {
    if (t.drive.lease?.fence !== c.fence) return unchanged({ kind: "stop", why: "stale_fence" });
    const { grant } = t.credit;
    if (!grant) throw new Error(`${t.request.topUpId}: a revocation without a grant`);
    return cell(t, grant, c, ctx);
  };

/** The order to revoke, or, where its bytes cannot be rendered, another try later. */
function tombstone(
  t: TopUp,
  { bucketId, endAt }: Grant,
  ctx: Context,
  ...events: readonly TopUpEvent[]
): Outcome<Permit> {
  const bucket = { account: accountOf(t), bucketId, endAt };
  const encoded = ctx.encode(rulesOf(t.request.offer).revokeOrder(bucket));
  if (encoded.kind === "body") return emit({ kind: "send", body: encoded.body }, ...events);
  const { why } = encoded;
  const found = finding(t, "cannot_encode", why);
  return emit(STOP, { type: "TryEnded", outcome: "unknown", text: why }, ...found);
}

const seen = (t: TopUp, grant: Grant, { reading }: GrantCommand): Evidence =>
  rulesOf(t.request.offer).evidence(reading, grant);

/**
 * No reading of the account. Past the frozen end none can decide any more, so the top-up is parked.
 */
function notRead(t: TopUp, { reading }: GrantCommand, ctx: Context): Outcome<Permit> {
  const why = reading.kind === "unreadable" ? reading.why : "the account is gone";
  if (pastFrozenEnd(t, ctx)) return emit(STOP, ...park(t, `${why}; the frozen end has passed`));
  return reading.kind === "unreadable" ? silent(t, why, ctx) : gone(t, ctx);
}

/**
 * Nothing is written to an account that is gone, because that would make one which nothing else
 * knows. An OCS that says so for long and in several readings means it, and a person decides. The
 * decision is `return` by then: a bucket that comes back with the account must not count for the
 * next top-up of the account, which has the turn from here on.
 */
function gone(t: TopUp, { now, timings }: Context): Outcome<Permit> {
  const { since, readings } = t.drive.gone ?? { since: now, readings: 0 };
  const why = "the OCS has no such account any more";
  const often = readings + 1 >= timings.accountGoneReadings;
  const ended: TopUpEvent = { type: "TryEnded", outcome: "gone", text: why };
  if (!often || now < since + timings.accountGoneMs) return emit(STOP, ended);
  const decided: TopUpEvent[] = t.decision === "return" ? [] : [{ type: "RevocationDecided" }];
  return emit(STOP, ended, ...decided, ...park(t, why));
}

/**
 * The OCS did not answer. Where the operator opted in and it is silent past its policy: refund now,
 * the credit becomes owed. Otherwise wait, with an age.
 */
function silent(t: TopUp, why: string, ctx: Context): Outcome<Permit> {
  const past = t.resolving?.reason === "silence" || silentTooLong(t, ctx);
  if (past && t.request.offer.refundWhileSilent) {
    const detail = "refunded while the OCS was silent; the revocation is owed";
    const returned = returnEvents(t, "ocs_silent", ctx);
    return emit(STOP, { type: "CreditOwed" }, ...returned, ...finding(t, "owed", detail));
  }
  return emit(STOP, { type: "TryEnded", outcome: "unknown", text: why });
}

/** No reading of the account, where nothing else can be decided than another try. */
const unreadLater = ({ reading }: GrantCommand): Outcome<Permit> => {
  const outcome = reading.kind === "no_account" ? "gone" : "unknown";
  const text = reading.kind === "unreadable" ? reading.why : reading.kind;
  return emit(STOP, { type: "TryEnded", outcome, text });
};

/** In `resolving` the first reading that answers decides. */
const decideResolving = withFence((t, grant, c, ctx) => {
  const evidence = seen(t, grant, c);
  switch (evidence) {
    case "present":
      if (endsCredited(t)) return emit(STOP, { type: "Credited", grant });
      break;
    case "unreadable":
    case "no_account":
      return notRead(t, c, ctx);
    // Days in a disabled account are of no use, and the account takes the tombstone all the same.
    case "account_disabled":
    case "absent":
    case "tombstone":
    case "different":
      break;
  }
  if (pastFrozenEnd(t, ctx)) return emit(STOP, ...park(t, "the frozen end has passed"));
  return tombstone(t, grant, ctx, { type: "RevocationDecided" });
});

/** In `revoking` the tombstone is sent again until a reading shows it. */
const revokeAgain = withFence((t, grant, c, ctx) => {
  const evidence = seen(t, grant, c);
  if (evidence === "tombstone") {
    return emit(STOP, { type: "Revoked" }, ...refundRow(t, ctx));
  }
  if (pastFrozenEnd(t, ctx)) return emit(STOP, ...park(t, "the frozen end has passed"));
  switch (evidence) {
    case "unreadable":
    case "no_account":
      return notRead(t, c, ctx);
    case "account_disabled":
    case "present":
    case "absent":
    case "different":
      return tombstone(t, grant, ctx);
  }
});
/** In `reversing` the customer had the credit, so it ends before any money goes out. */
const reverseAgain = withFence((t, grant, c, ctx) => {
  const evidence = seen(t, grant, c);
  // Past its end the OCS drops the bucket by itself: nothing is left to revoke.
  if (evidence === "tombstone" || pastFrozenEnd(t, ctx)) {
    return emit(STOP, { type: "Revoked" }, ...refundRow(t, ctx));
  }
  return c.reading.kind === "account" ? tombstone(t, grant, ctx) : unreadLater(c);
});
const onlyOwed: Cell = (t, c, ctx) =>
  t.credit.kind === "owed" ? revokeOwed(t, c, ctx) : refused(t, c, ctx);
const revokeOwed = withFence((t, grant, c, ctx) => {
  const evidence = seen(t, grant, c);
  if (evidence === "tombstone") return emit(STOP, { type: "Revoked" });
  if (pastFrozenEnd(t, ctx)) return emit(STOP, { type: "OwedClosedAsLoss" });
  return c.reading.kind === "account" ? tombstone(t, grant, ctx) : unreadLater(c);
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

/** Gives the tombstone to send, or ends the case. Throws when nothing was ever granted. */
export function revokeCredit(t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permit> {
  return REVOKE[stateOf(t)](t, c, ctx);
}
