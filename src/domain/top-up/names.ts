import { isOpen } from "../refund/refund.ts";
import type { TopUp } from "./state.ts";

/** The names people, screens and tests speak of; derived, never stored as truth. */
export const TOP_UP_NAMES = [
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
export type TopUpName = (typeof TOP_UP_NAMES)[number];

/** The two-letter codes of the specification's tables. */
export const CODES = {
  awaiting_payment: "AW",
  processing: "PR",
  canceling: "CN",
  canceled: "CA",
  awaiting_approval: "AP",
  in_review: "RV",
  paid: "PD",
  crediting: "CR",
  resolving: "RS",
  credited: "CD",
  revoking: "RK",
  reversing: "RE",
  refunding: "RF",
  refund_failed: "FF",
  refunded: "RD",
  parked: "PK",
} as const satisfies Record<TopUpName, string>;

export function nameOf(t: TopUp): TopUpName {
  if (t.parkedAt !== null) return "parked";
  switch (t.decision) {
    case "return":
      return returnName(t);
    case "deliver":
      return deliverName(t);
    case "undecided":
      return undecidedName(t);
  }
}

function undecidedName(t: TopUp): TopUpName {
  if (t.review) return "in_review";
  if (t.approval === "asked" && !t.canceled) return "awaiting_approval";
  if (t.canceled) return "canceled";
  const current = t.attempts.at(-1);
  if (!current || current.state === "canceled") return "canceled";
  if (current.state === "processing") return "processing";
  return current.cancelAskedAt === null ? "awaiting_payment" : "canceling";
}

function deliverName(t: TopUp): TopUpName {
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

function returnName(t: TopUp): TopUpName {
  if (t.credit.kind === "revoking") return t.creditedAt === null ? "revoking" : "reversing";
  const row = t.refunds.filter((r) => r.purpose === "return").at(-1);
  if (!row) return "refunded";
  if (isOpen(row)) return "refunding";
  return row.state === "succeeded" ? "refunded" : "refund_failed";
}

/** `unconfirmed` is what a granted top-up is called while its last outcome is unknown. */
export function isUnconfirmed(t: TopUp): boolean {
  return nameOf(t) === "crediting" && t.drive.lastOutcome === "unknown";
}

const HOLDS_TURN: Record<TopUpName, boolean> = {
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
/** Invariant 6: whether it stands in the account's queue. The first one there has the turn. */
export function holdsTurn(t: TopUp): boolean {
  return HOLDS_TURN[nameOf(t)];
}

const ENDED: Record<TopUpName, boolean> = {
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
/** Nothing is left to do for this top-up, unless a withdrawal is owed or a surplus row is open. */
export function isEnded(t: TopUp): boolean {
  return ENDED[nameOf(t)] && t.credit.kind !== "owed" && !t.refunds.some(isOpen);
}

/** Older systems' words (state-machine.md); null: that table never knew unpaid ones. */
const LEGACY: Record<TopUpName, "Success" | "Refunded" | "Failed" | "Pending" | null> = {
  awaiting_payment: null,
  processing: "Pending",
  canceling: null,
  canceled: null,
  awaiting_approval: null,
  in_review: "Pending",
  paid: "Pending",
  crediting: "Pending",
  resolving: "Failed",
  credited: "Success",
  revoking: "Failed",
  reversing: "Success",
  refunding: "Failed",
  refund_failed: "Failed",
  refunded: "Refunded",
  parked: "Failed",
};
export function legacyStatus(t: TopUp): "Success" | "Refunded" | "Failed" | "Pending" | null {
  return LEGACY[nameOf(t)];
}
