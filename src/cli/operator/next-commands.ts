import type { TopUpState } from "../../domain/top-up/states.ts";

const CONFIRM = "confirm";
const REDRIVE = "redrive";
const REFUND = "refund";
const APPROVE = "approve-top-up";
const REJECT = "reject-top-up";

/**
 * The commands that can change something in each state: the state machine decides, and a test
 * compares. Some depend on more than the state, so a refusal is still possible.
 */
export const COMMANDS_IN: Readonly<Record<TopUpState, readonly string[]>> = {
  awaiting_payment: [REFUND],
  processing: [REDRIVE],
  canceling: [REDRIVE],
  canceled: [REDRIVE],
  awaiting_approval: [APPROVE, REJECT, REFUND],
  in_review: [APPROVE, REJECT, REFUND],
  paid: [REFUND, REDRIVE],
  crediting: [REFUND, REDRIVE],
  resolving: [CONFIRM, REFUND, REDRIVE],
  credited: [],
  revoking: [REDRIVE],
  reversing: [REDRIVE],
  refunding: [REDRIVE],
  refund_failed: [REFUND, "manual-refund"],
  refunded: [REDRIVE],
  parked: [CONFIRM, REFUND, REDRIVE],
};

/** One line: what can be done with this top-up now. */
export function nextCommands(state: TopUpState, id: string): string {
  const all = [...COMMANDS_IN[state], "evidence"].map((command) => `${command} ${id}`);
  return `possible now: ${all.join(", ")}`;
}
