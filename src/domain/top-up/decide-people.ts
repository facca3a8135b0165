/** The columns of people: customer, operator, approver. */
import type { ErrorCode } from "../errors.ts";
import { attemptId } from "../ids.ts";
import type { Reading } from "../reading.ts";
import type { TopUpEvent } from "./events.ts";
import { evidenceOf } from "./evidence.ts";
import { nameOf, type TopUpName } from "./names.ts";
import {
  type Context,
  finding,
  go,
  moneyIsOurs,
  type Outcome,
  pastFrozenEnd,
  type Row,
  refundRow,
  returnEvents,
  still,
} from "./outcome.ts";
import type { TopUp } from "./state.ts";

export type Acted =
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly code: ErrorCode };
const DONE: Acted = { kind: "done" };
type Cell<C = null> = Row<C, Acted>[TopUpName];

const done = (...events: readonly TopUpEvent[]): Outcome<Acted> => go<Acted>(DONE, ...events);
const refusal = (code: ErrorCode): Outcome<Acted> => still<Acted>({ kind: "refused", code });
const no = () => refusal("wrong_state");
const same = () => done();
const later = () => refusal("not_available");

// --- the customer cancels, or the lapse timer ----------------------------------------------------

type LapseWhy = "age" | "customer" | "operator" | "superseded";
const ended = (why: LapseWhy) => (why === "superseded" ? "customer" : why);
const lapse: Cell<LapseWhy> = (t, why) =>
  t.attempts.at(-1)?.intentId
    ? done({ type: "LapseAsked", why })
    : done({ type: "UnpaidEnded", why: ended(why) });
const endUnapproved: Cell<LapseWhy> = (_t, why) => done({ type: "UnpaidEnded", why: ended(why) });

const everyAfterReview = <C>(cell: Cell<C>) => ({
  paid: cell,
  crediting: cell,
  closing: cell,
  credited: cell,
  withdrawing: cell,
  reversing: cell,
  refunding: cell,
  refund_failed: cell,
  refunded: cell,
  parked: cell,
});

const CANCEL: Row<LapseWhy, Acted> = {
  awaiting_payment: lapse,
  processing: no,
  lapsing: same,
  unpaid: same,
  awaiting_approval: endUnapproved,
  in_review: no,
  ...everyAfterReview<LapseWhy>(no),
};
export function cancel(t: TopUp, why: LapseWhy, ctx: Context): Outcome<Acted> {
  return CANCEL[nameOf(t)](t, why, ctx);
}

// --- the customer wants the money back -----------------------------------------------------------

const giveBack =
  (reason: "customer" | "operator" | "review"): Cell =>
  (t, _c, ctx) =>
    done(...returnEvents(t, reason, ctx));

const MONEY_BACK: Row<null, Acted> = {
  awaiting_payment: no,
  processing: no,
  lapsing: no,
  unpaid: no,
  awaiting_approval: no,
  in_review: () => done({ type: "Noted", what: "the customer asks for the money back" }),
  paid: giveBack("customer"),
  crediting: no,
  closing: same,
  credited: later,
  withdrawing: same,
  reversing: same,
  refunding: same,
  refund_failed: same,
  refunded: same,
  parked: () => done({ type: "Noted", what: "the customer asks for the money back" }),
};
export function moneyBack(t: TopUp, ctx: Context): Outcome<Acted> {
  return MONEY_BACK[nameOf(t)](t, null, ctx);
}

// --- the operator refunds ------------------------------------------------------------------------

const refundAgain: Cell = (t, _c, ctx) => done(...refundRow(t, ctx));
/** A person's word against the unknown: pay now; what may still be out there is owed. */
const refundParked: Cell = (t, _c, ctx) => done(...unparkInFavour(t, "operator", ctx));

/** Out of `parked` in the customer's favour; used by the operator and by the age limit. */
export function unparkInFavour(
  t: TopUp,
  reason: "operator" | "parked_too_long",
  ctx: Context,
): TopUpEvent[] {
  const harmless = t.credit.kind === "withdrawn" || pastFrozenEnd(t, ctx);
  const credit: TopUpEvent = harmless ? { type: "Withdrawn" } : { type: "CreditOwed" };
  const loss = finding(t, "loss", `paid back out of parked (${reason})`);
  return [
    credit,
    { type: "Unparked", to: "returned", turn: ctx.nextTurn },
    { type: "ReturnDecided", reason },
    ...refundRow(t, ctx),
    ...loss,
  ];
}

const OPERATOR_REFUND: Row<null, Acted> = {
  awaiting_payment: (t, _c, ctx) => lapse(t, "operator", ctx),
  processing: no,
  lapsing: no,
  unpaid: no,
  awaiting_approval: (t, _c, ctx) => endUnapproved(t, "operator", ctx),
  in_review: (t, c, ctx) => (t.money ? giveBack("operator")(t, c, ctx) : later()),
  paid: giveBack("operator"),
  crediting: () => done({ type: "ClosingBegan", reason: "operator" }),
  closing: (t) =>
    t.closing?.reason === "operator" || t.closing?.reason === "money_back"
      ? done()
      : done({ type: "ClosingReasonChanged", reason: "operator" }),
  credited: later,
  withdrawing: same,
  reversing: same,
  refunding: same,
  refund_failed: refundAgain,
  refunded: no,
  parked: refundParked,
};
/** Names whose refund rests on a person's word alone: a second person is asked for. */
export const NEEDS_SECOND: ReadonlySet<TopUpName> = new Set(["parked", "refund_failed"]);

export function operatorRefund(t: TopUp, ctx: Context): Outcome<Acted> {
  return OPERATOR_REFUND[nameOf(t)](t, null, ctx);
}

// --- confirm as credited -------------------------------------------------------------------------

const confirmByReading: Cell<Reading> = (t, reading) => {
  const { grant } = t.credit;
  if (t.decision !== "deliver" || !grant) return refusal("wrong_state");
  const seen = evidenceOf(reading, grant) === "present";
  if (!seen || !moneyIsOurs(t)) return refusal("evidence_needed");
  return done({ type: "Credited", grant });
};

const CONFIRM: Row<Reading, Acted> = {
  awaiting_payment: no,
  processing: no,
  lapsing: no,
  unpaid: no,
  awaiting_approval: no,
  in_review: no,
  paid: no,
  crediting: no,
  closing: confirmByReading,
  credited: same,
  withdrawing: no,
  reversing: no,
  refunding: no,
  refund_failed: no,
  refunded: no,
  parked: confirmByReading,
};
export function confirm(t: TopUp, reading: Reading, ctx: Context): Outcome<Acted> {
  return CONFIRM[nameOf(t)](t, reading, ctx);
}

// --- re-drive ------------------------------------------------------------------------------------

/** `due`: the driver acts now. `reread`: the payment is settled again. */
export type Redriven =
  | { readonly kind: "due" | "reread" }
  | { readonly kind: "refused"; readonly code: ErrorCode };
const due = () => still<Redriven>({ kind: "due" });
const reread = () => still<Redriven>({ kind: "reread" });
const notNow = () => still<Redriven>({ kind: "refused", code: "wrong_state" });

const REDRIVE: Row<null, Redriven> = {
  awaiting_payment: notNow,
  processing: reread,
  lapsing: reread,
  unpaid: reread,
  awaiting_approval: notNow,
  in_review: notNow,
  paid: due,
  crediting: due,
  closing: due,
  credited: notNow,
  withdrawing: due,
  reversing: due,
  refunding: due,
  refund_failed: notNow,
  refunded: (t) => (t.credit.kind === "owed" ? due() : notNow()),
  // A new generation is only safe when the old one cannot happen any more.
  parked: (t, _c, ctx) =>
    moneyIsOurs(t) && (t.credit.kind === "withdrawn" || pastFrozenEnd(t, ctx))
      ? go({ kind: "due" }, { type: "Unparked", to: "paid", turn: ctx.nextTurn })
      : notNow(),
};
export function redrive(t: TopUp, ctx: Context): Outcome<Redriven> {
  return REDRIVE[nameOf(t)](t, null, ctx);
}

// --- approve, reject -----------------------------------------------------------------------------

type Verdict = "approve" | "reject";
const judgeReview: Cell<Verdict> = (t, verdict, ctx) => {
  if (!t.money) return later();
  if (verdict === "reject") return giveBack("review")(t, null, ctx);
  if (!moneyIsOurs(t)) return no();
  return done({ type: "DeliveryDecided", turn: ctx.nextTurn });
};
const judgeApproval: Cell<Verdict> = (t, verdict) =>
  verdict === "approve"
    ? done({ type: "Approved", attemptId: attemptId(t.request.topUpId, 1) })
    : done({ type: "UnpaidEnded", why: "rejected" });

const JUDGE: Row<Verdict, Acted> = {
  awaiting_payment: no,
  processing: no,
  lapsing: no,
  unpaid: no,
  awaiting_approval: judgeApproval,
  in_review: judgeReview,
  ...everyAfterReview<Verdict>(no),
};
export function judge(t: TopUp, verdict: Verdict, ctx: Context): Outcome<Acted> {
  return JUDGE[nameOf(t)](t, verdict, ctx);
}
