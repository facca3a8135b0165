/** Payments that older systems presented: none that names a service of ours is ever left. */
import type { Presented } from "../actors/legacy-callers.ts";
import { returned } from "../world/stripe-state.ts";
import type { World } from "../world/world.ts";
import { Violation } from "./violation.ts";

/**
 * At rest, judged at Stripe: what had to end is some top-up's (`moneyIsAccountedFor` then asks
 * whether it was credited or refunded); what names nothing and was vouched for by no key is as it
 * was.
 */
export function presentedPaymentsHaveEnded(world: World, presented: readonly Presented[]): void {
  for (const { intent, mustEnd } of presented) {
    const gone = returned(intent) > 0 || intent.dispute === "lost";
    if (mustEnd && intent.metadata === null && !gone) {
      throw new Violation("paid, refused and left", `${intent.id} belongs to no top-up`);
    }
    if (!mustEnd && intent.metadata !== null && !vouched(intent.id, presented)) {
      throw new Violation("a payment of no service was taken", intent.id);
    }
  }
  world.trace(() => `legacy: ${presented.length} answers`);
}

const vouched = (id: string, presented: readonly Presented[]): boolean =>
  presented.some(({ intent, mustEnd }) => mustEnd && intent.id === id);
