/**
 * Callers of keyed objects besides the projection: each reserves, confirms, releases or leaves; it
 * may die at any call, and what it sent may arrive again much later. They have a chance of their
 * own, so that they change nothing in the story of the top-ups.
 */
import type {
  CounterOrder,
  KeyedObject,
  SequenceOrder,
} from "../../../src/app/ports/keyed-object.ts";
import type { AnyOrder } from "../../../src/object/keyed/kinds.ts";
import { HOUR, MINUTE } from "../world/durations.ts";
import { Network, Program } from "../world/network.ts";
import { Random } from "../world/random.ts";
import type { World } from "../world/world.ts";

/** What the callers do with: a limit that they reach, and a window that is over before the end. */
export const COUNTED = { limit: 20, windowMs: 2 * HOUR } as const;
export const OBJECTS = ["counter:simulated", "sequence:simulated"] as const;
const CALLERS = 14;
const COME_WITHIN_MS = 5 * HOUR;

type Plan = "confirm" | "confirm at once" | "release" | "change of mind" | "leave";
const PLANS: Readonly<Record<Plan, number>> = {
  confirm: 6,
  "confirm at once": 4,
  release: 3,
  "change of mind": 3,
  leave: 3,
};
type Send = (object: KeyedObject<AnyOrder>) => Promise<unknown>;

export class KeyedCallers {
  readonly #world: World;
  readonly #random: Random;
  readonly #network: Network;

  constructor(world: World, seed: number) {
    this.#world = world;
    this.#random = new Random(seed + 1_000_003);
    this.#network = new Network(world.clock, this.#random);
  }

  come(): void {
    for (let n = 0; n < CALLERS; n++) {
      const at = this.#random.int(0, COME_WITHIN_MS);
      this.#world.clock.after(at, () => void this.#live(n));
    }
  }

  async #live(n: number): Promise<void> {
    const random = this.#random;
    const name = random.pick(OBJECTS);
    const order = name === OBJECTS[0] ? this.#counterOrder(n) : sequenceOrder(n);
    const orders = [order];
    const ids = [order.id];
    const reserve: Send = (object) => object.reserve({ orders });
    const confirm: Send = (object) => object.confirm({ orders });
    const release: Send = (object) => object.release({ ids });
    const plan = random.weighted(PLANS);
    if (plan !== "confirm at once") {
      await this.#once(name, reserve);
      await this.#pause();
    }
    if (plan === "confirm" || plan === "confirm at once") await this.#untilAnswered(name, confirm);
    if (plan === "release") await this.#untilAnswered(name, release);
    if (plan === "change of mind") {
      await this.#once(name, confirm);
      await this.#untilAnswered(name, release);
    }
  }

  /** Also longer than a reservation lasts. */
  #pause(): Promise<void> {
    return this.#world.clock.sleep(this.#random.skewed(0, 100 * MINUTE));
  }
  #counterOrder(n: number): CounterOrder {
    return { id: `demo_${n}`, owner: `owner_${n % 3}`, amount: this.#random.int(1, 9), ...COUNTED };
  }

  /** Sends once, perhaps again much later; whether an answer comes or not, the caller goes on. */
  async #once(name: string, send: Send): Promise<void> {
    if (this.#random.chance(0.3)) {
      const later = this.#random.skewed(0, 3 * HOUR);
      this.#world.clock.after(later, () => void this.#try(name, send));
    }
    await this.#try(name, send);
  }
  /** What must be known is asked again, by another program where one has died. */
  async #untilAnswered(name: string, send: Send): Promise<void> {
    await this.#once(name, send);
    while (!(await this.#try(name, send))) await this.#world.clock.sleep(MINUTE);
  }
  /** Whether an answer came before the caller died. */
  async #try(name: string, send: Send): Promise<boolean> {
    const program = new Program("keyed caller");
    const died = new Promise<boolean>((resolve) => program.onDeath(() => resolve(false)));
    const object = this.#world.keyedObject(program, name, this.#network);
    const answered = send(object).then(
      () => true,
      () => false,
    );
    return await Promise.race([answered, died]);
  }
}

const sequenceOrder = (n: number): SequenceOrder => ({
  id: `demo_${n}`,
  owner: `owner_${n % 3}`,
  above: 0,
});
