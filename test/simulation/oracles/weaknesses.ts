/** Known weaknesses of the product: what the oracles accept, and nothing else. */
import { stateOf } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import type { World } from "../world/world.ts";

/**
 * Weakness: a top-up that nothing was paid for is not in D1, and the sweep asks Stripe for no such
 * events. If its alarm is lost for good, it stays as it is until the next request for the service;
 * so does its row in D1 if it was processing before. A payment is still found.
 */
export function unheard(world: World, t: TopUp): boolean {
  const unpaid = /awaiting_payment|processing|canceling|awaiting_approval/.test(stateOf(t));
  return world.alarmLoss > 0 && unpaid;
}

/**
 * Weakness: the core does not learn that a dispute was lost, so a refund that the dispute blocks
 * is tried once a day for ever. No money is missing.
 */
export function lostDispute(world: World, t: TopUp): boolean {
  const blocked = t.refunds.filter((r) => r.problem === "disputed");
  return blocked.some((r) => world.stripe.intents.get(r.intentId)?.dispute === "lost");
}
