/** The column "claim": one consumer gets the right to act, for one lease. */
import type { Timings } from "../../base/timings.ts";
import { stateOf } from "../states.ts";
import type { TopUp } from "../top-up.ts";
import { type Context, emit, type Outcome, type Row, unchanged } from "./outcome.ts";
import type { StopReason } from "./stop-reason.ts";

/** How long a consumer may take; ms. */
export interface TryBudget {
  /** One call to the OCS. */
  readonly callMs: number;
  /** Everything before its evidence is recorded. */
  readonly tryMs: number;
}
/** What the consumer has the right to do, under this fence; `done`: nothing, and why. */
export type Claim =
  | {
      readonly kind: "grant" | "revoke";
      readonly fence: number;
      readonly budget: TryBudget;
    }
  | { readonly kind: "done"; readonly why: StopReason };

const done = (why: StopReason) => () => unchanged<Claim>({ kind: "done", why });
const nothing = done("nothing_to_do");

const take =
  (kind: "grant" | "revoke") =>
  (t: TopUp, _c: null, ctx: Context): Outcome<Claim> => {
    const { lease } = t.drive;
    if (lease && lease.until > ctx.now) return unchanged({ kind: "done", why: "in_hand" });
    const fence = t.drive.fence + 1;
    const { leaseMs, budget } = TIMES[kind](ctx.timings);
    const until = ctx.now + leaseMs;
    return emit({ kind, fence, budget }, { type: "Claimed", fence, until });
  };

interface TryTimes {
  readonly leaseMs: number;
  readonly budget: TryBudget;
}
/** What was granted may be in the account, so a slow answer about it is worth waiting for. */
const TIMES: Record<"grant" | "revoke", (timings: Timings) => TryTimes> = {
  grant: ({ ocsCallMs: callMs, tryMs, leaseMs }) => ({ leaseMs, budget: { callMs, tryMs } }),
  revoke: ({ resolvingCallMs, resolvingTryMs, resolvingLeaseMs }) => ({
    leaseMs: resolvingLeaseMs,
    budget: { callMs: resolvingCallMs, tryMs: resolvingTryMs },
  }),
};
const inTurn = (t: TopUp, c: null, ctx: Context): Outcome<Claim> =>
  ctx.hasTurn ? take("grant")(t, c, ctx) : unchanged({ kind: "done", why: "not_your_turn" });
/** A reversal joins the turn again, behind every top-up that is being added. */
const reverseInTurn = (t: TopUp, c: null, ctx: Context): Outcome<Claim> =>
  ctx.hasTurn ? take("revoke")(t, c, ctx) : unchanged({ kind: "done", why: "not_your_turn" });
const owedOrDone = (t: TopUp, c: null, ctx: Context): Outcome<Claim> =>
  t.credit.kind === "owed"
    ? take("revoke")(t, c, ctx)
    : unchanged({ kind: "done", why: "nothing_to_do" });

const CLAIM: Row<null, Claim> = {
  awaiting_payment: nothing,
  processing: nothing,
  canceling: nothing,
  canceled: nothing,
  awaiting_approval: nothing,
  in_review: done("not_approved"),
  paid: inTurn,
  crediting: take("grant"),
  resolving: take("revoke"),
  credited: nothing,
  revoking: take("revoke"),
  reversing: reverseInTurn,
  refunding: owedOrDone,
  refund_failed: owedOrDone,
  refunded: owedOrDone,
  parked: nothing,
};

/** Gives the right to act, unless another consumer has it or there is nothing to do. */
export function claimTopUp(t: TopUp, ctx: Context): Outcome<Claim> {
  return CLAIM[stateOf(t)](t, null, ctx);
}
