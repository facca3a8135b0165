/** The claim column: the right to act now, for one consumer, for one lease. */
import type { ErrorCode } from "../errors.ts";
import { nameOf } from "./names.ts";
import { type Context, go, type Outcome, type Row, still } from "./outcome.ts";
import type { TopUp } from "./state.ts";

export type Claim =
  | { readonly kind: "deliver" | "withdraw"; readonly fence: number }
  | { readonly kind: "done"; readonly code: ErrorCode };

const done = (code: ErrorCode) => () => still<Claim>({ kind: "done", code });
const nothing = done("nothing_to_do");

const take =
  (kind: "deliver" | "withdraw") =>
  (t: TopUp, _c: null, ctx: Context): Outcome<Claim> => {
    const { lease } = t.drive;
    if (lease && lease.until > ctx.now) return still({ kind: "done", code: "in_hand" });
    const fence = t.drive.fence + 1;
    const until = ctx.now + ctx.timings.leaseMs;
    return go({ kind, fence }, { type: "Claimed", fence, until });
  };
const inTurn = (t: TopUp, c: null, ctx: Context): Outcome<Claim> =>
  ctx.hasTurn ? take("deliver")(t, c, ctx) : still({ kind: "done", code: "not_your_turn" });
/** A reversal joins the queue again, behind whatever is being added. */
const reverseInTurn = (t: TopUp, c: null, ctx: Context): Outcome<Claim> =>
  ctx.hasTurn ? take("withdraw")(t, c, ctx) : still({ kind: "done", code: "not_your_turn" });
const owedOrDone = (t: TopUp, c: null, ctx: Context): Outcome<Claim> =>
  t.credit.kind === "owed"
    ? take("withdraw")(t, c, ctx)
    : still({ kind: "done", code: "nothing_to_do" });

const CLAIM: Row<null, Claim> = {
  awaiting_payment: nothing,
  processing: nothing,
  lapsing: nothing,
  unpaid: nothing,
  awaiting_approval: nothing,
  in_review: done("not_approved"),
  paid: inTurn,
  crediting: take("deliver"),
  closing: take("withdraw"),
  credited: nothing,
  withdrawing: take("withdraw"),
  reversing: reverseInTurn,
  refunding: owedOrDone,
  refund_failed: owedOrDone,
  refunded: owedOrDone,
  parked: nothing,
};

export function claim(t: TopUp, ctx: Context): Outcome<Claim> {
  return CLAIM[nameOf(t)](t, null, ctx);
}
