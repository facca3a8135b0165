import type { RefundRow } from "../../../src/domain/refund/refund.ts";
import type { TopUpEvent } from "../../../src/domain/top-up/events.ts";
import { evolve } from "../../../src/domain/top-up/evolve/evolve.ts";
import type { PaidMoney, TopUp } from "../../../src/domain/top-up/top-up.ts";

/**
 * Rows that asked for more than their payment had left when they were requested: received, less
 * what others returned, less what other rows stood for. Empty: every row of the log is sound.
 */
export function asksTooMuch(log: readonly TopUpEvent[]): readonly RefundRow[] {
  const found: RefundRow[] = [];
  let t: TopUp | null = null;
  for (const event of log) {
    if (event.type === "RefundRequested" && t?.money?.intentId === event.row.intentId) {
      if (event.row.amount.minor > notAskedFor(t, t.money)) found.push(event.row);
    }
    t = evolve(t, event, 0);
  }
  return found;
}

/** Counted here, not by the function that made the row. */
function notAskedFor(
  { refunds }: TopUp,
  { intentId, received, refundedExternallyMinor }: PaidMoney,
) {
  let left = received.minor - refundedExternallyMinor;
  for (const row of refunds) {
    if (row.intentId === intentId && row.state !== "failed") left -= row.amount.minor;
  }
  return left;
}
