import { isOpen, returnRowsOf } from "../refund/refund.ts";
import type { TopUp } from "./top-up.ts";

/**
 * The states that screens, people and tests see (src/docs/state-machine.md). `stateOf`
 * derives them; none is stored as truth.
 */
export const TOP_UP_STATES = [
  "awaiting_payment",
  "processing",
  "canceling",
  "canceled",
  "awaiting_approval",
  "in_review",
  "paid",
  "crediting",
  "resolving",
  "credited",
  "revoking",
  "reversing",
  "refunding",
  "refund_failed",
  "refunded",
  "parked",
] as const;
export type TopUpState = (typeof TOP_UP_STATES)[number];

/** States in which Stripe may know more than we do: no payment is recorded. */
export const STRIPE_MAY_KNOW_MORE: readonly TopUpState[] = [
  "awaiting_payment",
  "processing",
  "canceling",
  "canceled",
];

/** The state of a top-up. Throws on a credit that the decision `deliver` cannot have. */
export function stateOf(t: TopUp): TopUpState {
  if (t.parkedAt !== null) return "parked";
  switch (t.decision) {
    case "return":
      return returnState(t);
    case "deliver":
      return deliverState(t);
    case "undecided":
      return undecidedState(t);
  }
}

function undecidedState(t: TopUp): TopUpState {
  if (t.review) return "in_review";
  if (t.approval === "asked" && !t.canceled) return "awaiting_approval";
  if (t.canceled) return "canceled";
  const current = t.attempts.at(-1);
  if (!current || current.state === "canceled") return "canceled";
  if (current.state === "processing") return "processing";
  return current.cancelAskedAt === null ? "awaiting_payment" : "canceling";
}

function deliverState(t: TopUp): TopUpState {
  switch (t.credit.kind) {
    case "none":
      return "paid";
    case "granted":
      return t.resolving ? "resolving" : "crediting";
    case "present":
      return "credited";
    case "revoking":
    case "revoked":
    case "owed":
      throw new Error(`${t.request.topUpId}: credit ${t.credit.kind} under decision deliver`);
  }
}

function returnState(t: TopUp): TopUpState {
  if (t.credit.kind === "revoking") return t.creditedAt === null ? "revoking" : "reversing";
  const rows = returnRowsOf(t.refunds);
  if (rows.some(isOpen)) return "refunding";
  return rows.some((row) => row.state === "failed") ? "refund_failed" : "refunded";
}

/** `unconfirmed` is what a granted top-up is called while its last outcome is unknown. */
export function isUnconfirmed(t: TopUp): boolean {
  return stateOf(t) === "crediting" && t.drive.lastOutcome === "unknown";
}

const HOLDS_TURN: Record<TopUpState, boolean> = {
  awaiting_payment: false,
  processing: false,
  canceling: false,
  canceled: false,
  awaiting_approval: false,
  in_review: false,
  paid: true,
  crediting: true,
  resolving: true,
  credited: false,
  revoking: true,
  reversing: true,
  refunding: false,
  refund_failed: false,
  refunded: false,
  parked: false,
};
/** Whether it has a place in the turn of its account (invariant 6); the first one has the turn. */
export function holdsTurn(t: TopUp): boolean {
  return HOLDS_TURN[stateOf(t)];
}

const ENDED: Record<TopUpState, boolean> = {
  awaiting_payment: false,
  processing: false,
  canceling: false,
  canceled: true,
  awaiting_approval: false,
  in_review: false,
  paid: false,
  crediting: false,
  resolving: false,
  credited: true,
  revoking: false,
  reversing: false,
  refunding: false,
  refund_failed: false,
  refunded: true,
  parked: false,
};
/** Whether nothing is left to do: an ended state, no owed credit, no open refund row. */
export function isEnded(t: TopUp): boolean {
  return ENDED[stateOf(t)] && t.credit.kind !== "owed" && !t.refunds.some(isOpen);
}
