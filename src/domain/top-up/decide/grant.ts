/**
 * The column "grant(fence, reading)". The OCS gets nothing that was not granted here with the bytes
 * of all that it asks (invariant 2); the envelope around them is the adapter's. Every later claim
 * of the same generation gets the same bytes.
 */
import { bucketId } from "../../base/ids.ts";
import type { AccountReading, NoReading, Reading } from "../../ocs/reading.ts";
import { rulesOf } from "../../offer/kinds/rules.ts";
import { accountOf, pastFrozenEnd } from "../facts.ts";
import { stateOf } from "../states.ts";
import type { ReturnReason, TopUp } from "../top-up.ts";
import {
  type Context,
  emit,
  finding,
  type Outcome,
  type Row,
  returnEvents,
  unchanged,
} from "./outcome.ts";
import type { StopReason } from "./stop-reason.ts";

/** What a consumer may do after its reading: send exactly these bytes, or stop. */
export type Permit =
  | { readonly kind: "send"; readonly body: string }
  | { readonly kind: "stop"; readonly why: StopReason };
export interface GrantCommand {
  readonly fence: number;
  readonly reading: Reading;
}

const stop = (why: StopReason): Permit => ({ kind: "stop", why });
const refused = () => unchanged(stop("not_in_this_state"));
const isCurrent = (t: TopUp, fence: number) => t.drive.lease?.fence === fence;

const freeze = (t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permit> => {
  if (!isCurrent(t, c.fence)) return unchanged(stop("stale_fence"));
  // The turn can have passed to an earlier top-up between claim and grant.
  if (!ctx.hasTurn) return unchanged(stop("not_your_turn"));
  switch (c.reading.kind) {
    case "unreadable":
      return unread(t, c.reading);
    case "no_account":
      return giveUp(t, "no_account", ctx);
    case "account":
      return c.reading.disabled ? giveUp(t, "account_disabled", ctx) : freezeOn(t, c.reading, ctx);
  }
};

function unread(t: TopUp, { why, unknownEngine, misconfigured }: NoReading): Outcome<Permit> {
  const found = [
    ...(unknownEngine ? finding(t, "unknown_engine", why) : []),
    ...(misconfigured ? finding(t, "ocs_access_refused", why) : []),
  ];
  return emit(stop("account_unreadable"), { type: "ReadFailed", why }, ...found);
}

function giveUp(t: TopUp, reason: ReturnReason, ctx: Context): Outcome<Permit> {
  return emit(stop("nothing_to_do"), ...returnEvents(t, reason, ctx));
}

function freezeOn(t: TopUp, reading: AccountReading, ctx: Context): Outcome<Permit> {
  const { offer, quantity, timeZone, topUpId } = t.request;
  const rules = rulesOf(offer);
  const { now, lastCreditedEndAt, returnedBuckets } = ctx;
  const { horizonMs } = ctx.timings;
  const account = { reading, now, lastCreditedEndAt, returnedBuckets, horizonMs, timeZone };
  const { validity, baseAt, floorAt } = rules.limits(account);
  if (validity.kind === "unlimited") return giveUp(t, "nothing_to_sell", ctx);
  const endAt = rules.endAt(baseAt, quantity, timeZone);
  if (endAt > now + horizonMs) return giveUp(t, "nothing_to_sell", ctx);
  const generation = t.credit.generation + 1;
  const bucket = { account: accountOf(t), bucketId: bucketId(topUpId, generation), endAt };
  const encoded = ctx.encode(rules.creditOrder(bucket, quantity));
  if (encoded.kind === "cannot") return cannotEncode(t, encoded.why);
  const { bucketId: id } = bucket;
  const grant = { bucketId: id, endAt, baseAt, floorAt, grantedAt: now, body: encoded.body };
  return emit({ kind: "send", body: grant.body }, { type: "Granted", generation, grant });
}

/** It waits like with a silent OCS: a person mends the configuration, or it is refunded. */
const cannotEncode = (t: TopUp, why: string): Outcome<Permit> =>
  emit(
    stop("account_unreadable"),
    { type: "ReadFailed", why },
    ...finding(t, "cannot_encode", why),
  );

/** The same bytes again, unless the frozen end has passed or the account is gone. */
const again = (t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permit> => {
  if (!isCurrent(t, c.fence)) return unchanged(stop("stale_fence"));
  const { grant } = t.credit;
  if (!grant) throw new Error(`${t.request.topUpId}: crediting without a grant`);
  if (pastFrozenEnd(t, ctx)) {
    return emit(stop("nothing_to_do"), { type: "ResolvingBegan", reason: "deadline" });
  }
  if (c.reading.kind === "no_account" || (c.reading.kind === "account" && c.reading.disabled)) {
    // A resend would create an account that nothing else knows.
    return emit(stop("nothing_to_do"), { type: "ResolvingBegan", reason: "refused" });
  }
  return unchanged({ kind: "send", body: grant.body });
};

const GRANT: Row<GrantCommand, Permit> = {
  awaiting_payment: refused,
  processing: refused,
  canceling: refused,
  canceled: refused,
  awaiting_approval: refused,
  in_review: refused,
  paid: freeze,
  crediting: again,
  resolving: refused,
  credited: refused,
  revoking: refused,
  // A partial refund will grant a shorter generation here; refunds on request are not built yet.
  reversing: () => unchanged(stop("not_decided")),
  refunding: refused,
  refund_failed: refused,
  refunded: refused,
  parked: refused,
};

/**
 * Freezes end and body of the credit, or gives the frozen body again. Throws when a `crediting`
 * top-up has no grant.
 */
export function grantCredit(t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permit> {
  return GRANT[stateOf(t)](t, c, ctx);
}
