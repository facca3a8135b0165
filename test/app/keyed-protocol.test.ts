/** Keyed objects: the rows of "what if it dies here" (decision 26) that need no Durable Object. */
import { describe, expect, test } from "vitest";
import type { CounterOrder, RateOrder, SequenceOrder } from "../../src/app/ports/keyed-object.ts";
import { kindNamed } from "../../src/object/keyed/kinds.ts";
import { fakeKeyed } from "./fake-keyed.ts";
import { NOW } from "./test-backend.ts";

const HOUR = 3_600_000;

/** A counter of at most 10 per day, and a clock. */
function counter() {
  const clock = { now: NOW };
  const object = fakeKeyed("counter:tests", () => clock.now);
  const order = (n: number, amount: number, more: Partial<CounterOrder> = {}): CounterOrder => ({
    id: `top_${n}`,
    owner: "svc_1",
    amount,
    limit: 10,
    windowMs: 24 * HOUR,
    ...more,
  });
  const ask = async (step: "reserve" | "confirm", ...orders: CounterOrder[]) =>
    object.port[step]({ orders });
  const release = async (n: number) => object.port.release({ ids: [`top_${n}`] });
  return { clock, object, order, ask, release };
}
function sequence() {
  const clock = { now: NOW };
  const object = fakeKeyed("sequence:tests", () => clock.now);
  const order = (n: number, above = 0): SequenceOrder => ({
    id: `top_${n}`,
    owner: `svc_${n % 2}`,
    above,
  });
  const confirm = async (...orders: SequenceOrder[]) =>
    (await object.port.confirm({ orders })).map((one) =>
      one.kind === "confirmed" ? one.number : one.kind,
    );
  return { clock, object, order, confirm };
}

describe("a counter", () => {
  test("given its caller dies after reserve: the alarm gives back what is too old", async () => {
    const { clock, object, order, ask } = counter();
    expect(await ask("reserve", order(1, 7))).toEqual([
      { id: "top_1", kind: "reserved", until: NOW + HOUR },
    ]);
    expect(await ask("reserve", order(2, 4))).toEqual([{ id: "top_2", kind: "full", left: 3 }]);
    expect(object.alarmAt).toBe(NOW + HOUR);
    clock.now = NOW + HOUR;
    object.runAlarm();
    expect([object.alarmAt, object.aged]).toEqual([null, [1]]);
    expect(await ask("reserve", order(2, 10))).toMatchObject([{ kind: "reserved" }]);
  });

  test("given the alarm is lost: the next call gives back first, and arms it anew", async () => {
    const { clock, object, order, ask } = counter();
    await ask("reserve", order(1, 7));
    clock.now = NOW + HOUR;
    expect(await ask("reserve", order(2, 10))).toMatchObject([{ kind: "reserved" }]);
    expect([object.alarmAt, object.aged]).toEqual([NOW + 2 * HOUR, [1]]);
  });

  test("given reserve comes again: it is not prolonged, and it counts once", async () => {
    const { clock, order, ask } = counter();
    await ask("reserve", order(1, 7));
    clock.now = NOW + HOUR - 1;
    expect(await ask("reserve", order(1, 7))).toMatchObject([{ until: NOW + HOUR }]);
    expect(await ask("reserve", order(2, 3))).toMatchObject([{ kind: "reserved" }]);
  });

  test("given confirm was sent and its answer lost: repeated, it counts once", async () => {
    const { clock, object, order, ask } = counter();
    await ask("reserve", order(1, 7));
    const confirmed = [{ id: "top_1", kind: "confirmed", number: null }];
    expect(await ask("confirm", order(1, 7))).toEqual(confirmed);
    expect(object.alarmAt).toBeNull();
    clock.now = NOW + 2 * HOUR;
    expect(await ask("confirm", order(1, 7))).toEqual(confirmed);
    expect(await ask("reserve", order(2, 4))).toMatchObject([{ kind: "full", left: 3 }]);
  });

  test("given a late release after confirm: it stays confirmed, and the caller hears so", async () => {
    const { order, ask, release } = counter();
    await ask("confirm", order(1, 7));
    expect(await release(1)).toMatchObject([{ kind: "confirmed" }]);
    expect(await ask("reserve", order(2, 4))).toMatchObject([{ kind: "full", left: 3 }]);
  });

  test("given release: all of it is there again; a late confirm or reserve takes nothing", async () => {
    const { object, order, ask, release } = counter();
    await ask("reserve", order(1, 7));
    const released = [{ id: "top_1", kind: "released" }];
    expect(await release(1)).toEqual(released);
    expect(object.alarmAt).toBeNull();
    expect(await release(1)).toEqual(released);
    expect(await ask("confirm", order(1, 7))).toEqual(released);
    expect(await ask("reserve", order(1, 7))).toEqual(released);
    expect(await ask("reserve", order(2, 10))).toMatchObject([{ kind: "reserved" }]);
  });

  test("given release overtakes reserve: what comes later is released already", async () => {
    const { order, ask, release } = counter();
    expect(await release(1)).toMatchObject([{ kind: "released" }]);
    expect(await ask("reserve", order(1, 7))).toMatchObject([{ kind: "released" }]);
  });

  test("given confirm overtakes reserve: it counts, and the late reserve hears so", async () => {
    const { order, ask } = counter();
    expect(await ask("confirm", order(1, 7))).toMatchObject([{ kind: "confirmed" }]);
    expect(await ask("reserve", order(1, 7))).toMatchObject([{ kind: "confirmed" }]);
  });

  test("given confirm comes after the age: it is taken if there is room, otherwise not", async () => {
    const { clock, order, ask } = counter();
    await ask("reserve", order(1, 4), order(2, 4));
    clock.now = NOW + HOUR;
    await ask("reserve", order(3, 5));
    expect(await ask("confirm", order(1, 4), order(2, 4))).toEqual([
      { id: "top_1", kind: "confirmed", number: null },
      { id: "top_2", kind: "full", left: 1 },
    ]);
  });

  test("amounts leave the window one by one, from when they were held", async () => {
    const { clock, order, ask } = counter();
    await ask("confirm", order(1, 6));
    clock.now = NOW + HOUR;
    await ask("confirm", order(2, 4));
    clock.now = NOW + 24 * HOUR - 1;
    expect(await ask("reserve", order(3, 1))).toMatchObject([{ kind: "full", left: 0 }]);
    clock.now = NOW + 24 * HOUR;
    expect(await ask("reserve", order(3, 7))).toMatchObject([{ kind: "full", left: 6 }]);
    expect(await ask("reserve", order(3, 6))).toMatchObject([{ kind: "reserved" }]);
  });

  test("given a limit that was lowered: what is held stays, and nothing more is", async () => {
    const { order, ask } = counter();
    await ask("reserve", order(1, 7));
    const lower = { limit: 5 };
    expect(await ask("confirm", order(1, 7, lower))).toMatchObject([{ kind: "confirmed" }]);
    expect(await ask("reserve", order(2, 1, lower))).toMatchObject([{ kind: "full", left: 0 }]);
  });

  test.each([
    ["another amount", { amount: 6 }],
    ["another owner", { owner: "svc_2" }],
  ] as const)("given the id orders %s: a conflict, and the first order stays", async (_, more) => {
    const { order, ask } = counter();
    await ask("reserve", order(1, 7));
    const other = order(1, 7, more);
    expect(await ask("reserve", other)).toEqual([{ id: "top_1", kind: "conflict" }]);
    expect(await ask("confirm", other)).toEqual([{ id: "top_1", kind: "conflict" }]);
    expect(await ask("confirm", order(1, 7))).toMatchObject([{ kind: "confirmed" }]);
  });

  test.each([
    ["amount", { amount: 0 }],
    ["amount", { amount: 1.5 }],
    ["limit", { limit: Number.NaN }],
    ["windowMs", { windowMs: 0 }],
  ] as const)("given an order with a wrong %s: none of the call is held", async (field, more) => {
    const { object, order, ask } = counter();
    const wrong = ask("reserve", order(1, 2), order(2, 2, more));
    await expect(wrong).rejects.toThrow(`top_2: ${field}: expected a whole number`);
    expect(object.alarmAt).toBeNull();
    expect(await ask("reserve", order(3, 10))).toMatchObject([{ kind: "reserved" }]);
  });
});

describe("a rate", () => {
  const limits = [
    { most: 2, withinMs: HOUR },
    { most: 3, withinMs: 24 * HOUR },
  ];
  const at = () => {
    const clock = { now: NOW };
    const object = fakeKeyed("rate:tests", () => clock.now);
    const order = (n: number): RateOrder => ({ id: `top_${n}`, owner: "svc_1", limits });
    const ask = async (n: number) =>
      (await object.port.reserve({ orders: [order(n)] })).map(({ kind }) => kind).join();
    return { clock, object, ask };
  };

  test("has room while every window has, and its ids count once", async () => {
    const { clock, object, ask } = at();
    expect([await ask(1), await ask(1), await ask(2), await ask(3)]).toEqual([
      "reserved",
      "reserved",
      "reserved",
      "full",
    ]);
    clock.now += HOUR;
    expect([await ask(3), await ask(4)]).toEqual(["reserved", "full"]);
    expect(await object.port.amountsWithin({ windowsMs: [HOUR] })).toEqual([1]);
    expect(await object.port.amountsWithin({ windowsMs: [24 * HOUR] })).toEqual([3]);
  });

  test("given back: there is room, and the id may come again", async () => {
    const { object, ask } = at();
    await ask(1);
    await ask(2);
    await object.port.release({ ids: ["top_1", "top_9"] });
    expect([await ask(1), await ask(3)]).toEqual(["reserved", "full"]);
  });

  test("forgets after a day, and that is no warning", async () => {
    const { clock, object, ask } = at();
    await ask(1);
    clock.now += 24 * HOUR;
    object.runAlarm();
    expect([object.alarmAt, object.aged]).toEqual([null, []]);
    expect([await ask(1), await ask(2), await ask(3)]).toEqual(["reserved", "reserved", "full"]);
  });

  test.each([
    [[], "limits: expected one or more"],
    [[{ most: -1, withinMs: HOUR }], "most: expected a whole number"],
    [[{ most: 1, withinMs: 0 }], "withinMs: expected a whole number"],
    [[{ most: 1, withinMs: 25 * HOUR }], "withinMs: expected at most 86400000"],
  ])("given limits %j: refused, because %s", async (limits, why) => {
    const { object } = at();
    const wrong = object.port.reserve({ orders: [{ id: "top_1", owner: "svc_1", limits }] });
    await expect(wrong).rejects.toThrow(`top_1: ${why}`);
  });
});

describe("a sequence", () => {
  test("numbers are given in the order of asking, each id its own, also repeated", async () => {
    const { order, confirm } = sequence();
    expect(await confirm(order(2), order(1))).toEqual([1, 2]);
    expect(await confirm(order(3), order(2), order(3))).toEqual([3, 1, 3]);
  });

  test("given what was reserved is given back: no number is missing, none was used", async () => {
    const { clock, object, order, confirm } = sequence();
    await object.port.reserve({ orders: [order(1), order(2), order(3)] });
    await object.port.release({ ids: ["top_2"] });
    clock.now = NOW + HOUR;
    object.runAlarm();
    expect(await confirm(order(3), order(2), order(1))).toEqual([1, "released", 2]);
  });

  test("given a late release of a number: it keeps its owner, and the next is another", async () => {
    const { object, order, confirm } = sequence();
    await confirm(order(1));
    expect(await object.port.release({ ids: ["top_1"] })).toMatchObject([{ number: 1 }]);
    expect(await confirm(order(2), order(1))).toEqual([2, 1]);
  });

  test("given numbers are known and it has given none, it was lost: it begins far above", async () => {
    const { order, confirm } = sequence();
    expect(await confirm(order(1, 41), order(2, 41), order(3))).toEqual([1042, 1043, 1044]);
  });

  test("given it has given numbers, a higher one that is known leaves nothing out", async () => {
    const { order, confirm } = sequence();
    expect(await confirm(order(1), order(2, 41), order(3))).toEqual([1, 42, 43]);
  });

  test("owners of numbers are listed once, page by page; a reservation is none", async () => {
    const { object, order, confirm } = sequence();
    await confirm(order(2), order(4), order(1));
    await object.port.reserve({ orders: [{ ...order(5), owner: "svc_5" }] });
    const owners = (after: "" | "svc_0", limit: number) => object.port.owners({ after, limit });
    expect(await owners("", 9)).toEqual(["svc_0", "svc_1"]);
    expect([await owners("", 1), await owners("svc_0", 9)]).toEqual([["svc_0"], ["svc_1"]]);
  });

  test("given what is taken elsewhere is no number: refused by its field", async () => {
    const { order, confirm } = sequence();
    await expect(confirm(order(1, -1))).rejects.toThrow("top_1: above: expected a whole number");
  });
});

describe("names of keyed objects", () => {
  test.each(["sequence:default", "counter:x", "sequence:Nord & Süd", "counter:a:b"])(
    "%s is one",
    (name) => {
      expect(kindNamed(name)).toHaveProperty("ageMs");
    },
  );

  test.each([
    "coupon:summer",
    "toString:a",
    "sequence",
    "sequence:",
    "sequence: a",
    "sequence:a\nb",
    `sequence:${"a".repeat(201)}`,
    "svc_1",
    undefined,
  ])("%s is none, and the sentence says what names are like", (name) => {
    expect(() => kindNamed(name)).toThrow(
      `no keyed object has the name ${JSON.stringify(name)}: names are kind:key, and the kinds are sequence, counter, rate`,
    );
  });
});
