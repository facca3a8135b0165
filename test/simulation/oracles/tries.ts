/**
 * Card testing (decision 32): however many cards are tried at once, no more than the caps reach
 * Stripe for one top-up, one session and one network. Weak identities only: while the counters are
 * silent a strong one goes on.
 */
import { HOUR_MS } from "../../../src/domain/base/time.ts";
import { isWeak } from "../../../src/domain/top-up/top-up.ts";
import { DAY, MINUTE } from "../world/durations.ts";
import type { Intent } from "../world/stripe-state.ts";
import type { World } from "../world/world.ts";
import { Violation } from "./violation.ts";

/** Between the count and Stripe lie calls without an answer and their repetitions. */
const SLACK_MS = 5 * MINUTE;
/** As decision 32 has them; no number of the product's, so that a change there is seen here. */
const CAPS = [
  { of: "top-up", most: 5, withinMs: DAY },
  { of: "session", most: 10, withinMs: HOUR_MS },
  { of: "session", most: 20, withinMs: DAY },
  { of: "network", most: 20, withinMs: HOUR_MS },
] as const;

export class Tries {
  /** The first violation; the run throws it at the end of the current event. */
  broken: Violation | null = null;
  readonly #at = new Map<string, number[]>();

  constructor(world: World) {
    world.stripe.onTry = (intent) => this.#tried(world, intent);
  }

  #tried(world: World, { metadata }: Intent): void {
    const t = metadata && world.host(metadata.serviceId).load(metadata.topUpId);
    if (!t || !isWeak(t.request.identifiedBy)) return;
    const { topUpId, sessionId } = t.request;
    const names = { "top-up": topUpId, session: sessionId ?? "", network: "unknown" };
    const { now } = world.clock;
    for (const name of Object.values(names)) {
      this.#at.set(name, [...(this.#at.get(name) ?? []), now]);
    }
    for (const { of, most, withinMs } of CAPS) {
      const since = now - (withinMs - SLACK_MS);
      const tries = (this.#at.get(names[of]) ?? []).filter((at) => at > since).length;
      if (tries > most) {
        this.broken ??= new Violation("too many cards tried", `${of} ${names[of]}: ${tries}`);
      }
    }
  }
}
