/** What the house does not do, known and named; the judges let it pass and nothing else. */
import { nameOf } from "../../../src/domain/top-up/names.ts";
import type { TopUp } from "../../../src/domain/top-up/state.ts";
import type { World } from "../world/world.ts";

/**
 * A weakness: nobody paid, so no sweep looks for it in D1, nor asks Stripe for such events. With
 * its alarm lost for good it stays as it is until somebody comes to the service, and so does what
 * D1 knows of it from the time when a bank was sending money; a payment still counts.
 */
export function unheard(world: World, t: TopUp): boolean {
  const unpaid = /awaiting_payment|processing|canceling|awaiting_approval/.test(nameOf(t));
  return world.alarmLoss > 0 && unpaid;
}

/**
 * A weakness: what Stripe says of a lost dispute does not reach the core as such, so a refund that
 * the dispute blocked is asked for once a day for ever. Nobody is owed anything.
 */
export function lostDispute(world: World, t: TopUp): boolean {
  const blocked = t.refunds.filter((r) => r.problem === "disputed");
  return blocked.some((r) => world.stripe.intents.get(r.intentId)?.dispute === "lost");
}
