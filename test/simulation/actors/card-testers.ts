/**
 * Card testers: by a typed number, in one session, many stolen cards at once. They come to some
 * seeds only, by a chance of their own.
 */
import type { Customer } from "../../../src/app/base/actor.ts";
import type { TopUpRef } from "../../../src/app/base/top-up-ref.ts";
import { confirmTopUp } from "../../../src/app/payment/confirm-top-up.ts";
import { requestTopUp } from "../../../src/app/payment/request-top-up.ts";
import type { ServiceId } from "../../../src/domain/base/ids.ts";
import { HOUR, MINUTE } from "../world/durations.ts";
import { Random } from "../world/random.ts";
import type { World } from "../world/world.ts";
import { pageUrlOf, seePage } from "./pages.ts";

/** Of seeds. */
const COME = 0.2;
const TOP_UPS = 3;
const CARDS_AT_ONCE = 12;
const TRIES = 3;

export class CardTesters {
  readonly #world: World;
  readonly #random: Random;

  constructor(world: World, seed: number) {
    this.#world = world;
    this.#random = new Random(seed + 2_000_003);
  }

  come(): void {
    if (!this.#random.chance(COME)) return;
    const at = this.#random.int(0, 2 * HOUR);
    this.#world.clock.after(at, () => {
      void this.#live(this.#random.pick([...this.#world.services.keys()]));
    });
  }

  async #live(serviceId: ServiceId): Promise<void> {
    const sessionId = this.#world.freshId("ses");
    const actor: Customer = { kind: "customer", sessionId, ip: null };
    for (let n = 1; n <= TOP_UPS; n++) {
      const ref = await this.#press(serviceId, actor, n);
      if (ref !== null) {
        const cards = Array.from({ length: CARDS_AT_ONCE }, (_, card) => card);
        await Promise.all(cards.map((card) => this.#tryCard(actor, ref, card)));
      }
      await this.#world.clock.sleep(this.#random.skewed(1000, 5 * MINUTE));
    }
  }

  async #press(serviceId: ServiceId, actor: Customer, n: number): Promise<TopUpRef | null> {
    const input = await seePage(this.#world, {
      found: { serviceId, identifiedBy: { method: "typed", ip: null, linkId: null } },
      idempotencyKey: `key-${actor.sessionId}-${n}`,
      quantity: n,
      email: () => "tester@example.com",
    });
    if (input === null) return null;
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await this.#world.request("tester", (p) => requestTopUp(p, actor, input));
      if (answer?.ok) return { serviceId, topUpId: answer.value.view.topUpId };
      await this.#world.clock.sleep(MINUTE / 4);
    }
    return null;
  }

  /** The same token again where there was no answer: it is the same try. */
  async #tryCard(actor: Customer, ref: TopUpRef, card: number): Promise<void> {
    const confirmationToken = `ctoken_${ref.topUpId}_${card}_declined` as const;
    const input = { ...ref, confirmationToken, pageUrlOf };
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await this.#world.request("tester", (p) => confirmTopUp(p, actor, input));
      if (answer !== null) return;
    }
  }
}
