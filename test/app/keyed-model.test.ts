/**
 * Any calls in any order, at any time, with alarms that come or get lost: a keyed object answers
 * like this model of it, which is written without storage and without sums.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { KeyedAnswer, SequenceOrder } from "../../src/app/ports/keyed-object.ts";
import type { AnyOrder } from "../../src/object/keyed/kinds.ts";
import { type FakeKeyed, fakeKeyed } from "./fake-keyed.ts";

type Modelled = "sequence" | "counter" | "rate";
const AGE_MS = 3_600_000;
const AGES_MS = { sequence: AGE_MS, counter: AGE_MS, rate: 24 * AGE_MS };
const LIMITS = { sequence: 10, counter: 10, rate: 3 };
const WINDOW_MS = 2 * AGE_MS;

interface Slot {
  readonly state: "reserved" | "confirmed" | "released";
  readonly amount: number;
  readonly heldAt: number;
  readonly number: number | null;
}

class Model {
  now = 0;
  readonly slots = new Map<string, Slot>();
  readonly kind: Modelled;
  readonly numbered: boolean;

  constructor(kind: Modelled) {
    this.kind = kind;
    this.numbered = kind === "sequence";
  }

  order(step: "reserve" | "confirm", { id, ...order }: AnyOrder): KeyedAnswer {
    const amount = this.numbered ? 0 : "amount" in order ? order.amount : 1;
    let slot = this.#slot(id);
    if (slot?.state === "released") return { id, kind: "released" };
    if (slot && slot.amount !== amount) return { id, kind: "conflict" };
    if (!slot) {
      const left = LIMITS[this.kind] - this.taken();
      if (!this.numbered && left < amount) return { id, kind: "full", left };
      slot = { state: "reserved", amount, heldAt: this.now, number: null };
    }
    if (step === "confirm" && slot.state === "reserved") {
      const number = this.numbered ? this.numbers().length + 1 : null;
      slot = { ...slot, state: "confirmed", number };
    }
    this.slots.set(id, slot);
    return slot.state === "confirmed"
      ? { id, kind: "confirmed", number: slot.number }
      : { id, kind: "reserved", until: slot.heldAt + AGES_MS[this.kind] };
  }

  release(id: SequenceOrder["id"]): KeyedAnswer {
    const slot = this.#slot(id);
    if (slot?.state === "confirmed") return { id, kind: "confirmed", number: slot.number };
    // A rate forgets the id.
    if (this.kind === "rate") this.slots.delete(id);
    else this.slots.set(id, { state: "released", amount: 0, heldAt: 0, number: null });
    return { id, kind: "released" };
  }

  taken(): number {
    const ids = [...this.slots.keys()];
    const inWindow = ids
      .map((id) => this.#slot(id))
      .filter((slot) => slot && slot.heldAt > this.now - WINDOW_MS);
    return inWindow.reduce((sum, slot) => sum + (slot?.amount ?? 0), 0);
  }
  numbers(): number[] {
    return [...this.slots.values()].flatMap(({ number }) => number ?? []);
  }
  #slot(id: string): Slot | undefined {
    const slot = this.slots.get(id);
    const tooOld = slot?.state === "reserved" && slot.heldAt + AGES_MS[this.kind] <= this.now;
    return tooOld ? undefined : slot;
  }
}

const id = fc.integer({ min: 1, max: 6 }).map((n): SequenceOrder["id"] => `top_${n}`);
const amount = fc.integer({ min: 1, max: 6 });
const action = fc.oneof(
  fc.record({ step: fc.constantFrom("reserve", "confirm"), id, amount }),
  fc.record({ step: fc.constant("release"), id, amount }),
  fc.record({
    step: fc.constantFrom("alarm", "wait"),
    ms: fc.integer({ max: 9 * AGE_MS, min: 1 }),
  }),
);

async function run(
  name: Modelled,
  actions: readonly (typeof action extends fc.Arbitrary<infer A> ? A : never)[],
) {
  const model = new Model(name);
  const object: FakeKeyed = fakeKeyed(`${name}:model`, () => model.now);
  const limit = LIMITS[name];
  const orderOf = (id: SequenceOrder["id"], amount: number): AnyOrder => {
    const to = { id, owner: "svc_1" } as const;
    if (name === "sequence") return { ...to, above: 0 };
    if (name === "counter") return { ...to, amount, limit, windowMs: WINDOW_MS };
    return { ...to, limits: [{ most: limit, withinMs: WINDOW_MS }] };
  };
  for (const one of actions) {
    if ("ms" in one) {
      model.now += one.ms;
      if (one.step === "alarm") object.runAlarm();
    } else if (one.step === "release") {
      expect(await object.port.release({ ids: [one.id] })).toEqual([model.release(one.id)]);
    } else {
      const order = orderOf(one.id, one.amount);
      // A rate is only ever reserved.
      const step = one.step === "reserve" || name === "rate" ? "reserve" : "confirm";
      expect(await object.port[step]({ orders: [order] })).toEqual([model.order(step, order)]);
    }
    expect(model.taken()).toBeLessThanOrEqual(limit);
    expect(model.numbers().toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: model.numbers().length }, (_, n) => n + 1),
    );
  }
  // Once everything is too old, the alarm has nothing left to wait for.
  model.now += AGES_MS[name];
  object.runAlarm();
  expect(object.alarmAt).toBeNull();
}

test.each(["sequence", "counter", "rate"] as const)("a %s answers like its model", async (name) => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 40 }), (actions) => run(name, actions)),
    { numRuns: 300 },
  );
});
