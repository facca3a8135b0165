/** The columns of people: customer, operator, approver; and the cancel timer. */
import { attemptId } from "../../base/ids.ts";
import type { Reading } from "../../ocs/reading.ts";
import { rulesOf } from "../../offer/kinds/rules.ts";
import type { CancelReason, TopUpEvent } from "../events.ts";
import { moneyIsOurs, pastFrozenEnd } from "../facts.ts";
import { stateOf, type TopUpState } from "../states.ts";
import type { TopUp } from "../top-up.ts";
import {
  type Context,
  emit,
  everyAfterReview,
  finding,
  type Outcome,
  type Row,
  refundRow,
  returnEvents,
  unchanged,
} from "./outcome.ts";

/** What can be said against an act; every act names those of them that it can answer with. */
export type ActRefusal = "wrong_state" | "not_available" | "evidence_needed";
export type Acted<C extends ActRefusal = ActRefusal> =
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly code: C };
type Cell<C = null, R extends ActRefusal = never> = Row<C, Acted<R>>[TopUpState];

const done = (...events: readonly TopUpEvent[]): Outcome<Acted<never>> =>
  emit({ kind: "done" }, ...events);
const refusal = <R extends ActRefusal>(code: R): Outcome<Acted<R>> =>
  unchanged({ kind: "refused", code });
const wrongState = () => refusal("wrong_state");
const same = () => done();
const later = () => refusal("not_available");

// --- the customer cancels, or the cancel timer ---------------------------------------------------

/** Declines need an intent, so they never end a top-up without one. */
type AskedReason = Exclude<CancelReason, "declines">;
const ended = (why: AskedReason) => (why === "superseded" ? "customer" : why);
const askToCancel: Cell<AskedReason> = (t, why) =>
  t.attempts.at(-1)?.intentId
    ? done({ type: "CancelRequested", why })
    : done({ type: "TopUpCanceled", why: ended(why) });
const endUnapproved: Cell<AskedReason> = (_t, why) =>
  done({ type: "TopUpCanceled", why: ended(why) });

const CANCEL: Row<AskedReason, Acted<"wrong_state">> = {
  awaiting_payment: askToCancel,
  processing: wrongState,
  canceling: same,
  canceled: same,
  awaiting_approval: endUnapproved,
  in_review: wrongState,
  ...everyAfterReview(wrongState),
};
/** Cancels a payment that is still open, or the top-up itself when it has no intent yet. */
export function cancelTopUp(
  t: TopUp,
  why: AskedReason,
  ctx: Context,
): Outcome<Acted<"wrong_state">> {
  return CANCEL[stateOf(t)](t, why, ctx);
}

// --- the customer requests a refund --------------------------------------------------------------

const decideReturn =
  (reason: "customer" | "operator" | "review"): Cell =>
  (t, _c, ctx) =>
    done(...returnEvents(t, reason, ctx));

type RefundRefusal = "wrong_state" | "not_available";
const REQUEST_REFUND: Row<null, Acted<RefundRefusal>> = {
  awaiting_payment: wrongState,
  processing: wrongState,
  canceling: wrongState,
  canceled: wrongState,
  awaiting_approval: wrongState,
  in_review: () => done({ type: "Noted", what: "the customer requests a refund" }),
  paid: decideReturn("customer"),
  // A wish: it ends the waiting, and the next reading decides what became of the credit.
  crediting: () => done({ type: "ResolvingBegan", reason: "customer" }),
  resolving: same,
  credited: later,
  revoking: same,
  reversing: same,
  refunding: same,
  refund_failed: same,
  refunded: same,
  parked: () => done({ type: "Noted", what: "the customer requests a refund" }),
};
/** The customer wants the payment back: at once while nothing is granted, else after a reading. */
export function requestRefund(t: TopUp, ctx: Context): Outcome<Acted<RefundRefusal>> {
  return REQUEST_REFUND[stateOf(t)](t, null, ctx);
}

// --- the operator refunds ------------------------------------------------------------------------

const refundAgain: Cell = (t, _c, ctx) => done(...refundRow(t, ctx));
/** The operator decides without knowledge: refund now; a credit that may still appear is owed. */
const refundParked: Cell = (t, _c, ctx) => done(...unparkInFavour(t, "operator", ctx));

/** Ends `parked` in the customer's favour; for the operator and for the age limit. */
export function unparkInFavour(
  t: TopUp,
  reason: "operator" | "parked_too_long",
  ctx: Context,
): TopUpEvent[] {
  const harmless = t.credit.kind === "revoked" || pastFrozenEnd(t, ctx);
  const credit: TopUpEvent = harmless ? { type: "Revoked" } : { type: "CreditOwed" };
  const loss = finding(t, "loss", `refunded out of parked (${reason})`);
  return [
    credit,
    { type: "Unparked", to: "returned", turn: ctx.nextTurn },
    { type: "ReturnDecided", reason },
    ...refundRow(t, ctx),
    ...loss,
  ];
}

const OPERATOR_REFUND: Row<null, Acted<RefundRefusal>> = {
  awaiting_payment: (t, _c, ctx) => askToCancel(t, "operator", ctx),
  processing: wrongState,
  canceling: wrongState,
  canceled: wrongState,
  awaiting_approval: (t, _c, ctx) => endUnapproved(t, "operator", ctx),
  in_review: (t, c, ctx) => (t.money ? decideReturn("operator")(t, c, ctx) : later()),
  paid: decideReturn("operator"),
  crediting: () => done({ type: "ResolvingBegan", reason: "operator" }),
  resolving: (t) =>
    t.resolving?.reason === "operator" || t.resolving?.reason === "refunded_externally"
      ? done()
      : done({ type: "ResolvingReasonChanged", reason: "operator" }),
  credited: later,
  revoking: same,
  reversing: same,
  refunding: same,
  refund_failed: refundAgain,
  refunded: wrongState,
  parked: refundParked,
};
/** The operator refunds; a granted credit is resolved or revoked first. */
export function refundTopUp(t: TopUp, ctx: Context): Outcome<Acted<RefundRefusal>> {
  return OPERATOR_REFUND[stateOf(t)](t, null, ctx);
}

// --- confirm as credited -------------------------------------------------------------------------

type ConfirmRefusal = "wrong_state" | "evidence_needed";
const confirmByReading: Cell<Reading, ConfirmRefusal> = (t, reading) => {
  const { grant } = t.credit;
  if (t.decision !== "deliver" || !grant) return refusal("wrong_state");
  const seen = rulesOf(t.request.offer).evidence(reading, grant) === "present";
  if (!seen || !moneyIsOurs(t)) return refusal("evidence_needed");
  return done({ type: "Credited", grant });
};

const CONFIRM: Row<Reading, Acted<ConfirmRefusal>> = {
  awaiting_payment: wrongState,
  processing: wrongState,
  canceling: wrongState,
  canceled: wrongState,
  awaiting_approval: wrongState,
  in_review: wrongState,
  paid: wrongState,
  crediting: wrongState,
  resolving: confirmByReading,
  credited: same,
  revoking: wrongState,
  reversing: wrongState,
  refunding: wrongState,
  refund_failed: wrongState,
  refunded: wrongState,
  parked: confirmByReading,
};
/** The operator confirms the credit; a reading must show it, and the payment must be ours. */
export function confirmCredited(
  t: TopUp,
  reading: Reading,
  ctx: Context,
): Outcome<Acted<ConfirmRefusal>> {
  return CONFIRM[stateOf(t)](t, reading, ctx);
}

// --- re-drive ------------------------------------------------------------------------------------

/** `due`: the driver acts now. `sync`: the payment is read again at Stripe. */
export type Redriven =
  | { readonly kind: "due" | "sync" }
  | { readonly kind: "refused"; readonly code: "wrong_state" };
const due = () => unchanged<Redriven>({ kind: "due" });
const sync = () => unchanged<Redriven>({ kind: "sync" });
const notNow = () => unchanged<Redriven>({ kind: "refused", code: "wrong_state" });

const REDRIVE: Row<null, Redriven> = {
  awaiting_payment: notNow,
  processing: sync,
  canceling: sync,
  canceled: sync,
  awaiting_approval: notNow,
  in_review: notNow,
  paid: due,
  crediting: due,
  resolving: due,
  credited: notNow,
  revoking: due,
  reversing: due,
  refunding: due,
  refund_failed: notNow,
  refunded: (t) => (t.credit.kind === "owed" ? due() : notNow()),
  // A new generation is safe only when the credit of the old one cannot happen any more.
  parked: (t, _c, ctx) =>
    moneyIsOurs(t) && (t.credit.kind === "revoked" || pastFrozenEnd(t, ctx))
      ? emit({ kind: "due" }, { type: "Unparked", to: "paid", turn: ctx.nextTurn })
      : notNow(),
};
/** The operator makes the next step due now; out of `parked` with a new generation. */
export function redriveTopUp(t: TopUp, ctx: Context): Outcome<Redriven> {
  return REDRIVE[stateOf(t)](t, null, ctx);
}

// --- approve, reject -----------------------------------------------------------------------------

type Verdict = "approve" | "reject";
const endReview: Cell<Verdict, RefundRefusal> = (t, verdict, ctx) => {
  if (!t.money) return later();
  if (verdict === "reject") return decideReturn("review")(t, null, ctx);
  if (!moneyIsOurs(t)) return wrongState();
  return done({ type: "DeliverDecided", turn: ctx.nextTurn });
};
const endApproval: Cell<Verdict> = (t, verdict) =>
  verdict === "approve"
    ? done({ type: "Approved", attemptId: attemptId(t.request.topUpId, 1) })
    : done({ type: "TopUpCanceled", why: "rejected" });

const APPROVE_OR_REJECT: Row<Verdict, Acted<RefundRefusal>> = {
  awaiting_payment: wrongState,
  processing: wrongState,
  canceling: wrongState,
  canceled: wrongState,
  awaiting_approval: endApproval,
  in_review: endReview,
  ...everyAfterReview(wrongState),
};
/** An operator lets a top-up go on that is in review, or whose sale waits for approval. */
export function approveTopUp(t: TopUp, ctx: Context): Outcome<Acted<RefundRefusal>> {
  return APPROVE_OR_REJECT[stateOf(t)](t, "approve", ctx);
}
/** An operator ends it: the payment is refunded, or nothing can be paid any more. */
export function rejectTopUp(t: TopUp, ctx: Context): Outcome<Acted<RefundRefusal>> {
  return APPROVE_OR_REJECT[stateOf(t)](t, "reject", ctx);
}
