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
 * The OCS did not answer, or the account is gone or disabled. Where the operator opted in and the
 * OCS is silent past its policy: refund now, the credit becomes owed. Otherwise wait, with an age.
 * Past the frozen end no reading can decide any more, so the top-up is parked.
 */
function silent(t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permit> {
  const why = c.reading.kind === "unreadable" ? c.reading.why : c.reading.kind;
  if (pastFrozenEnd(t, ctx)) return emit(STOP, ...park(t, `${why}; the frozen end has passed`));
  const past = t.resolving?.reason === "silence" || silentTooLong(t, ctx);
  if (c.reading.kind === "unreadable" && past && t.request.offer.refundWhileSilent) {
    const detail = "refunded while the OCS was silent; the revocation is owed";
    const returned = returnEvents(t, "ocs_silent", ctx);
    return emit(STOP, { type: "CreditOwed" }, ...returned, ...finding(t, "owed", detail));
  }
  return emit(STOP, { type: "TryEnded", outcome: "unknown", text: why });
}

/** In `resolving` the first reading that answers decides. */
const decideResolving = withFence((t, grant, c, ctx) => {
  const evidence = seen(t, grant, c);
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
    case "account_disabled":
      return silent(t, c, ctx);
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
  if (c.reading.kind === "account" && !c.reading.disabled) return tombstone(t, grant, ctx);
  return emit(STOP, { type: "TryEnded", outcome: "unknown", text: evidence });
});
const onlyOwed: Cell = (t, c, ctx) =>
  t.credit.kind === "owed" ? revokeOwed(t, c, ctx) : refused(t, c, ctx);
const revokeOwed = withFence((t, grant, c, ctx) => {
  const evidence = seen(t, grant, c);
  if (evidence === "tombstone") return emit(STOP, { type: "Revoked" });
  if (pastFrozenEnd(t, ctx)) return emit(STOP, { type: "OwedClosedAsLoss" });
  if (c.reading.kind === "account" && !c.reading.disabled) return tombstone(t, grant, ctx);
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

/** Gives the tombstone to send, or ends the case. Throws when nothing was ever granted. */
export function revokeCredit(t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permit> {
  return REVOKE[stateOf(t)](t, c, ctx);
}
