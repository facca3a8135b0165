/** What a customer gets back for a top-up, as page and email say it. */
import type { Money } from "../base/money.ts";
import { type Returned, returnedOf } from "../refund/refund.ts";
import { remaining } from "./facts.ts";
import { stateOf } from "./states.ts";
import type { TopUp } from "./top-up.ts";

export type ReturnedMoney = Pick<
  Returned,
  "amount" | "reference" | "manually" | "hindrance" | "sentBy"
>;

/**
 * Null: nothing is returned. While it is on its way: what our rows ask for. Once it is there: all
 * that was returned, also what others refunded, on the dashboard for example.
 */
export function returnedMoneyOf(t: TopUp): ReturnedMoney | null {
  const { money, decision, refunds } = t;
  const returned = returnedOf(refunds);
  if (!money || decision !== "return") return returned;
  const { received, refundedExternallyMinor } = money;
  const sum = (minor: number): Money => ({ minor, currency: received.currency });
  const none = { reference: null, manually: false, hindrance: null, sentBy: null };
  const whole = stateOf(t) === "refunded";
  if (!returned)
    return { ...none, amount: sum(whole ? refundedExternallyMinor : remaining(money)) };
  const all = Math.min(received.minor, returned.amount.minor + refundedExternallyMinor);
  return { ...returned, amount: whole ? sum(all) : returned.amount };
}
