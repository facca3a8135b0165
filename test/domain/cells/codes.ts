import type { TopUpState } from "../../../src/domain/top-up/states.ts";

/** The two-letter codes that the tables of src/docs/state-machine.md use for the states. */
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
} as const satisfies Record<TopUpState, string>;
