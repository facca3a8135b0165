/**
 * The grant column. Nothing is ever sent to the OCS that was not granted here with its whole body
 * (invariant 2); every later claim of the same generation gets the same bytes.
 */
import type { ErrorCode } from "../errors.ts";
import { bucketId } from "../ids.ts";
import type { AccountReading, Reading } from "../reading.ts";
import { setBalanceBody } from "../set-balance.ts";
import { stackedEnd, stackingBase, validityOf } from "../validity.ts";
import { nameOf } from "./names.ts";
import {
  type Context,
  go,
  type Outcome,
  pastFrozenEnd,
  type Row,
  returnEvents,
  still,
} from "./outcome.ts";
import type { ReturnReason, TopUp } from "./state.ts";

export type Permission =
  | { readonly kind: "send"; readonly body: string }
  | { readonly kind: "stop"; readonly code: ErrorCode };
export interface GrantCommand {
  readonly fence: number;
  readonly reading: Reading;
}

const stop = (code: ErrorCode): Permission => ({ kind: "stop", code });
const refused = () => still(stop("wrong_state"));
const isCurrent = (t: TopUp, fence: number) => t.drive.lease?.fence === fence;

const freeze = (t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permission> => {
  if (!isCurrent(t, c.fence)) return still(stop("stale_fence"));
  // The turn can have passed to an earlier top-up between claim and grant.
  if (!ctx.hasTurn) return still(stop("not_your_turn"));
  switch (c.reading.kind) {
    case "unreadable":
      return go(stop("balance_unreadable"), { type: "ReadFailed", why: c.reading.why });
    case "no_account":
      return giveUp(t, "no_account", ctx);
    case "account":
      return c.reading.disabled ? giveUp(t, "account_disabled", ctx) : freezeOn(t, c.reading, ctx);
  }
};

function giveUp(t: TopUp, reason: ReturnReason, ctx: Context): Outcome<Permission> {
  return go(stop("nothing_to_do"), ...returnEvents(t, reason, ctx));
}

function freezeOn(t: TopUp, reading: AccountReading, ctx: Context): Outcome<Permission> {
  const { offer, quantity, timeZone, topUpId, tenant, account } = t.request;
  const validity = validityOf(reading, offer.bucket, ctx.returnedBuckets, ctx.now);
  if (validity.kind === "unlimited") return giveUp(t, "nothing_to_sell", ctx);
  const readEnd = validity.kind === "ends" ? validity.endAt : null;
  const baseAt = stackingBase(ctx.now, ctx.lastCreditedEndAt, readEnd);
  const endAt = stackedEnd(baseAt, quantity, offer.endRule, timeZone);
  if (endAt > ctx.now + ctx.timings.horizonMs) return giveUp(t, "nothing_to_sell", ctx);
  const generation = t.credit.generation + 1;
  const id = bucketId(topUpId, generation);
  const { balanceType, value, weight, ratingSubject } = offer.bucket;
  const body = setBalanceBody({
    tenant,
    account,
    balanceType,
    bucketId: id,
    value,
    endAt,
    weight,
    ratingSubject,
  });
  const grant = { bucketId: id, endAt, baseAt, grantedAt: ctx.now, body };
  return go({ kind: "send", body }, { type: "Granted", generation, grant });
}

/** The same bytes again, unless the frozen end has passed or the account is gone. */
const again = (t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permission> => {
  if (!isCurrent(t, c.fence)) return still(stop("stale_fence"));
  const { grant } = t.credit;
  if (!grant) throw new Error(`${t.request.topUpId}: crediting without a grant`);
  if (pastFrozenEnd(t, ctx)) {
    return go(stop("nothing_to_do"), { type: "ClosingBegan", reason: "deadline" });
  }
  if (c.reading.kind === "no_account" || (c.reading.kind === "account" && c.reading.disabled)) {
    // A resend would make a ghost account.
    return go(stop("nothing_to_do"), { type: "ClosingBegan", reason: "refused" });
  }
  return still({ kind: "send", body: grant.body });
};

const GRANT: Row<GrantCommand, Permission> = {
  awaiting_payment: refused,
  processing: refused,
  lapsing: refused,
  unpaid: refused,
  awaiting_approval: refused,
  in_review: refused,
  paid: freeze,
  crediting: again,
  closing: refused,
  credited: refused,
  withdrawing: refused,
  // The shorter generation of a partial refund comes with refunds on request.
  reversing: () => still(stop("not_available")),
  refunding: refused,
  refund_failed: refused,
  refunded: refused,
  parked: refused,
};

export function grant(t: TopUp, c: GrantCommand, ctx: Context): Outcome<Permission> {
  return GRANT[nameOf(t)](t, c, ctx);
}
