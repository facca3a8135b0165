/** Keyed objects in workerd: the rows of "what if it dies here" that need the real object. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { CounterOrder, SequenceOrder } from "../../src/app/ports/keyed-object.ts";

const HOUR = 3_600_000;
let made = 0;
const fresh = (kind: string) => {
  made += 1;
  return env.KEYED.get(env.KEYED.idFromName(`${kind}:test ${made}`));
};
type Stub = ReturnType<typeof fresh>;

const numbered = (n: number): SequenceOrder => ({ id: `top_${n}`, owner: "svc_1", above: 0 });
const counted = (n: number, amount: number): CounterOrder => ({
  id: `top_${n}`,
  owner: "svc_1",
  amount,
  limit: 10,
  windowMs: 24 * HOUR,
});
const alarmOf = (object: Stub) =>
  runInDurableObject(object, (_, { storage }) => storage.getAlarm());
const tablesOf = (object: Stub) =>
  runInDurableObject(object, (_, { storage }) =>
    storage.sql
      .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
      .toArray(),
  );
const later = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
afterEach(() => {
  vi.useRealTimers();
});

describe("a keyed object", () => {
  test("given it is evicted between reserve and confirm: it knows what is reserved", async () => {
    const object = fresh("counter");
    const [reserved] = await object.reserve({ orders: [counted(1, 7)] });
    await evictDurableObject(object);
    expect(await object.reserve({ orders: [counted(1, 7)] })).toEqual([reserved]);
    await evictDurableObject(object);
    expect(await object.confirm({ orders: [counted(1, 7)] })).toMatchObject([
      { kind: "confirmed" },
    ]);
    await evictDurableObject(object);
    expect(await object.reserve({ orders: [counted(2, 4)] })).toMatchObject([
      { kind: "full", left: 3 },
    ]);
  });

  test("given two callers at once: both are never promised the same room or number", async () => {
    const counter = fresh("counter");
    const asked = await Promise.all(
      [1, 2, 3].map((n) => counter.reserve({ orders: [counted(n, 6)] })),
    );
    expect(
      asked
        .flat()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(["full", "full", "reserved"]);
    const sequence = fresh("sequence");
    const given = await Promise.all(
      [1, 2, 3, 2].map((n) => sequence.confirm({ orders: [numbered(n)] })),
    );
    const [a, b, c, again] = given.flat().map((one) => one.kind === "confirmed" && one.number);
    expect([a, b, c].toSorted()).toEqual([1, 2, 3]);
    expect(again).toBe(b);
  });

  test("given its caller died after reserve: the alarm gives back, and rests", async () => {
    const object = fresh("counter");
    const [reserved] = await object.reserve({ orders: [counted(1, 7)] });
    expect(await alarmOf(object)).toBe(reserved?.kind === "reserved" ? reserved.until : 0);
    // An alarm also comes to an object that sleeps, and then knows no name.
    await evictDurableObject(object);
    later(HOUR);
    expect(await runDurableObjectAlarm(object)).toBe(true);
    expect(await alarmOf(object)).toBeNull();
    expect(await object.reserve({ orders: [counted(2, 10)] })).toMatchObject([
      { kind: "reserved" },
    ]);
  });

  test("given an alarm that comes too early, as an insurance does: it is armed again", async () => {
    const object = fresh("counter");
    const [reserved] = await object.reserve({ orders: [counted(1, 7)] });
    expect(await runDurableObjectAlarm(object)).toBe(true);
    expect(await alarmOf(object)).toBe(reserved?.kind === "reserved" ? reserved.until : 0);
  });

  test("given an alarm that throws: it was armed again before", async () => {
    const object = fresh("counter");
    await object.reserve({ orders: [counted(1, 7)] });
    await runInDurableObject(object, (_, { storage }) => {
      storage.sql.exec("ALTER TABLE entry RENAME TO another");
    });
    later(HOUR);
    await expect(runDurableObjectAlarm(object)).rejects.toThrow("no such table");
    expect(await alarmOf(object)).toBeGreaterThan(Date.now());
  });

  test("given a name that is none: every call says so, and no table is made", async () => {
    const object = fresh("coupon");
    const sentence = /no keyed object has the name "coupon:test \d+": names are kind:key/;
    await runInDurableObject(object, async (itself) => {
      const calls = [
        itself.reserve({ orders: [numbered(1)] }),
        itself.confirm({ orders: [numbered(1)] }),
        itself.release({ ids: ["top_1"] }),
        itself.owners({ after: "", limit: 9 }),
      ];
      for (const call of calls) await expect(call).rejects.toThrow(sentence);
    });
    expect(await tablesOf(object)).toEqual([]);
  });

  test("given it is only read: it finds nothing, and no table is made", async () => {
    const object = fresh("sequence");
    expect(await object.owners({ after: "", limit: 9 })).toEqual([]);
    expect(await tablesOf(object)).toEqual([]);
  });

  test("given an order of another kind: it is refused by the field that is missing", async () => {
    const object = fresh("counter");
    await runInDurableObject(object, (itself) =>
      expect(itself.confirm({ orders: [numbered(1)] })).rejects.toThrow(
        "top_1: amount: expected a whole number of at least 1, found undefined",
      ),
    );
  });
});
