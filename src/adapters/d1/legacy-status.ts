import { stateOf, type TopUpState } from "../../domain/top-up/states.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";

export type LegacyStatus = "Success" | "Refunded" | "Failed" | "Pending";

/**
 * The words of the column `hotspot_topup.status` (row B6), from src/docs/state-machine.md, "Words
 * for older systems". Null: not in the view, because that table knew only paid top-ups.
 */
const LEGACY: Record<TopUpState, LegacyStatus | null> = {
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

/** The older system's word for the state of this top-up; null: it has none. */
export function legacyStatus(t: TopUp): LegacyStatus | null {
  return LEGACY[stateOf(t)];
}
