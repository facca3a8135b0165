/**
 * Keyed objects, judged by what they answer alone: a model of each, built from orders and answers.
 * Whatever the callers do: what is confirmed stays and keeps its number, numbers have no gap and no
 * twin, amounts stay within the limit, and what is left is what was not taken.
 */
import type { KeyedAnswer } from "../../../src/app/ports/keyed-object.ts";
import type { AnyOrder } from "../../../src/object/keyed/kinds.ts";
import { COUNTED, OBJECTS } from "../actors/keyed-callers.ts";
import type { KeyedHost, KeyedMethod } from "../world/keyed-host.ts";
import type { World } from "../world/world.ts";
import { Violation } from "./violation.ts";

interface Known {
  readonly kind: "reserved" | "confirmed" | "released";
  readonly amount: number;
  readonly heldAt: number;
  /** Unix ms; of what is reserved. */
  readonly until: number;
  readonly number: number | null;
}

export class KeyedOracle {
  readonly #world: World;
  readonly #known = new Map<string, Map<string, Known>>();
  /** The first violation; the run throws it at the end of the current event. */
  broken: Violation | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  answered(host: KeyedHost, method: KeyedMethod, input: unknown, answer: unknown): void {
    if (method === "owners" || method === "amountsWithin") return;
    // What use cases count has limits of its own, and forgets.
    if (host.name.startsWith("rate:")) return;
    const { orders = [] } = input as { readonly orders?: readonly AnyOrder[] };
    try {
      for (const [i, one] of (answer as readonly KeyedAnswer[]).entries()) {
        this.#check(host.name, one, orders[i]);
      }
    } catch (fault) {
      this.broken ??= fault instanceof Violation ? fault : new Violation("fault", String(fault));
    }
  }

  #check(name: string, answer: KeyedAnswer, order: AnyOrder | undefined): void {
    const known = this.#of(name);
    const { id, kind } = answer;
    const before = this.#now(known, id);
    const told = `${name} ${id}: ${JSON.stringify(answer)}`;
    if (kind === "conflict") throw new Violation("a conflict that is none", told);
    if (before?.kind === "confirmed") {
      if (kind === "confirmed" && answer.number === before.number) return;
      throw new Violation("what was confirmed has moved", told);
    }
    if (before?.kind === "released") {
      if (kind === "released") return;
      throw new Violation("what was released is held", told);
    }
    const amount = order && "amount" in order ? order.amount : 0;
    if (kind === "full") {
      this.#mustBeFull(known, answer.left, amount, told);
      return;
    }
    const heldAt = before?.heldAt ?? this.#world.clock.now;
    const number = kind === "confirmed" ? answer.number : null;
    if (number !== null) isNext(known, number, told);
    const until = kind === "reserved" ? answer.until : 0;
    known.set(id, { kind, amount: kind === "released" ? 0 : amount, heldAt, until, number });
    if (this.#taken(known) > COUNTED.limit) throw new Violation("above the limit", told);
  }

  /** A refusal is right only where exactly so little is left. */
  #mustBeFull(known: Map<string, Known>, left: number, amount: number, told: string): void {
    const real = COUNTED.limit - this.#taken(known);
    if (left === real && left < amount) return;
    throw new Violation("amounts leak", `${told}, and ${real} are left`);
  }
  #taken(known: Map<string, Known>): number {
    const from = this.#world.clock.now - COUNTED.windowMs;
    const all = [...known.keys()].map((id) => this.#now(known, id));
    return all.reduce((sum, one) => sum + (one && one.heldAt > from ? one.amount : 0), 0);
  }
  /** What is known of an id, without a reservation that is too old. */
  #now(known: Map<string, Known>, id: string): Known | undefined {
    const one = known.get(id);
    return one?.kind === "reserved" && one.until <= this.#world.clock.now ? undefined : one;
  }
  #of(name: string): Map<string, Known> {
    const known = this.#known.get(name) ?? new Map<string, Known>();
    this.#known.set(name, known);
    return known;
  }

  /** Long after the last call: nothing is reserved any more, and all of the limit is there. */
  async atRest(): Promise<void> {
    for (const host of this.#world.keyedHosts.values()) {
      if (host.name.startsWith("rate:")) continue;
      const rows = host.rows();
      const reserved = rows.filter((row) => row.state === "reserved");
      if (reserved.length > 0 && this.#world.alarmLoss === 0) {
        throw new Violation("a reservation without end", `${host.name} ${reserved[0]?.id}`);
      }
      const confirmed = rows.filter((row) => row.state === "confirmed");
      const known = [...this.#of(host.name)].filter(([, one]) => one.kind === "confirmed");
      if (known.length !== confirmed.length) {
        throw new Violation("forgotten", `${host.name}: ${confirmed.length} of ${known.length}`);
      }
    }
    const amount = COUNTED.limit;
    const order: AnyOrder = { id: "demo_probe", owner: "owner_probe", amount, ...COUNTED };
    await this.#world.keyedHost(OBJECTS[0]).call(async (object) => {
      const [answer] = await object.reserve({ orders: [order] });
      if (answer?.kind !== "reserved") throw new Violation("amounts leak", JSON.stringify(answer));
    });
  }
}

/** Numbers are given one by one, in the order in which they are asked for. */
function isNext(known: Map<string, Known>, number: number, told: string): void {
  const highest = Math.max(0, ...[...known.values()].map((one) => one.number ?? 0));
  if (number !== highest + 1) throw new Violation("not the next number", told);
}
