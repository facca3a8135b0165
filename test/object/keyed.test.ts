/** Keyed objects in workerd: the rows of "what if it dies here" that need the real object. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { CounterOrder, SequenceOrder } from "../../src/app/ports/keyed-object.ts";
import { amountSince } from "../../src/object/keyed/held-sums.ts";
import { STEPS } from "../../src/object/keyed/schema.ts";
import type { Sql } from "../../src/object/storage/sql.ts";
import { storageSql } from "../../src/object/storage/storage-sql.ts";

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
/** Counts what this storage is billed for: rows written, and alarms set, which are a row each. */
function costOf(storage: DurableObjectStorage) {
  const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
  const sql = Object.getPrototypeOf(storage.sql) as SqlStorage;
  const { exec } = sql;
  vi.spyOn(sql, "exec").mockImplementation(function (this: SqlStorage, ...args) {
    const cursor = exec.apply(this, args);
    cursors.push(cursor);
    return cursor;
  } as typeof exec);
  const setAlarm = vi.spyOn(Object.getPrototypeOf(storage) as DurableObjectStorage, "setAlarm");
  let total = 0;
  return {
    get total() {
      return total;
    },
    take() {
      const rows = cursors.splice(0).reduce((sum, { rowsWritten }) => sum + rowsWritten, 0);
      const alarms = setAlarm.mock.calls.length;
      setAlarm.mockClear();
      total += rows;
      return { rows, alarms };
    },
  };
}
const later = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
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

  test("given it forgot its last entry: no table stays, and it works on", async () => {
    const object = fresh("rate");
    const limits = [{ most: 1, withinMs: 60_000 }];
    const ask = (n: number) => object.reserve({ orders: [{ ...numbered(n), limits }] });
    expect(await ask(1)).toMatchObject([{ kind: "reserved" }]);
    expect(await ask(2)).toMatchObject([{ kind: "full", left: 0 }]);
    later(24 * HOUR);
    expect(await runDurableObjectAlarm(object)).toBe(true);
    expect(await tablesOf(object)).toEqual([]);
    expect(await alarmOf(object)).toBeNull();
    expect(await object.amountsWithin({ windowsMs: [HOUR] })).toEqual([0]);
    expect(await ask(2)).toMatchObject([{ kind: "reserved" }]);
    await evictDurableObject(object);
    expect(await ask(3)).toMatchObject([{ kind: "full" }]);
  });

  test("given a rate: a new one costs few rows and one alarm, a further order one row", async () => {
    const object = fresh("rate");
    const limits = [{ most: 20, withinMs: HOUR }];
    const reserve = (n: number) => object.reserve({ orders: [{ ...numbered(n), limits }] });
    const cost = await runInDurableObject(object, (_, { storage }) => costOf(storage));
    await reserve(1);
    expect(cost.take()).toEqual({ rows: expect.any(Number), alarms: 1 });
    expect(cost.total).toBeLessThanOrEqual(8);
    await reserve(2);
    expect(cost.take()).toEqual({ rows: 1, alarms: 0 });
    await reserve(2);
    expect(cost.take()).toEqual({ rows: 0, alarms: 0 });
    await object.release({ ids: ["top_2"] });
    expect(cost.take()).toEqual({ rows: 1, alarms: 0 });
  });

  test("given a rate that gives its last entry back: its storage goes with the alarm", async () => {
    const object = fresh("rate");
    const limits = [{ most: 1, withinMs: HOUR }];
    const reserve = (n: number) => object.reserve({ orders: [{ ...numbered(n), limits }] });
    await reserve(1);
    await object.release({ ids: ["top_1"] });
    expect(await alarmOf(object)).not.toBeNull();
    later(24 * HOUR);
    expect(await runDurableObjectAlarm(object)).toBe(true);
    expect(await tablesOf(object)).toEqual([]);
    expect(await alarmOf(object)).toBeNull();
    expect(await reserve(2)).toMatchObject([{ kind: "reserved" }]);
    expect(await alarmOf(object)).not.toBeNull();
    expect(await reserve(3)).toMatchObject([{ kind: "full" }]);
  });

  test("given a rate is confirmed: it is a fault of the caller, and nothing is counted", async () => {
    const object = fresh("rate");
    const order = { ...numbered(1), limits: [{ most: 9, withinMs: HOUR }] };
    await runInDurableObject(object, (itself) =>
      expect(itself.confirm({ orders: [order] })).rejects.toThrow("a rate is only ever reserved"),
    );
    expect(await object.amountsWithin({ windowsMs: [HOUR] })).toEqual([0]);
  });

  test("given a name that is none: every call says so, and no table is made", async () => {
    const object = fresh("coupon");
    const sentence = /no keyed object has the name "coupon:test \d+": names are kind:key/;
    await runInDurableObject(object, async (itself) => {
      const calls = [
        itself.reserve({ orders: [numbered(1)] }),
        itself.confirm({ orders: [numbered(1)] }),
        itself.release({ ids: ["top_1"] }),
        itself.amountsWithin({ windowsMs: [HOUR] }),
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

  test("given its first commit throws: no table stays, and the next one is its first", async () => {
    const object = fresh("sequence");
    await runInDurableObject(object, (_, { storage }) => {
      const sql = storageSql(storage, STEPS);
      const fails = () => {
        sql.all("INSERT INTO entry (id, state) VALUES ('top_1', 'released')");
        throw new Error("in the middle");
      };
      expect(() => sql.transaction(fails)).toThrow("in the middle");
      expect(sql.all("SELECT id FROM entry")).toEqual([]);
    });
    expect(await tablesOf(object)).toEqual([]);
    expect(await object.confirm({ orders: [numbered(1)] })).toMatchObject([{ number: 1 }]);
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

describe("a counter that holds 20,000 entries", () => {
  const MANY = 20_000;
  const now = 1_800_000_000_000;

  /** The last `MANY` minutes, with three of four entries held and each fourth given back. */
  const filled = (object: Stub, ask: (sql: Sql, rowsRead: () => number) => void) =>
    runInDurableObject(object, (_, { storage }) => {
      let read = 0;
      const all: Sql["all"] = (query, ...values) => {
        const cursor = storage.sql.exec<Record<string, string | number | null>>(query, ...values);
        const rows = cursor.toArray();
        read += cursor.rowsRead;
        return rows;
      };
      all(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY})
         INSERT INTO entry (id, owner, state, amount, held_at)
         SELECT 'top_' || i, 'svc_1', 'confirmed', i % 7 + 1, ${now} - i * 60000 FROM n`,
      );
      all(
        `UPDATE entry SET state = 'released', owner = NULL, amount = NULL, held_at = NULL
         WHERE held_at % 240000 = 0`,
      );
      read = 0;
      ask({ all, transaction: (work) => storage.transactionSync(work) }, () => read);
    });

  test.each([1, 60_000, HOUR, 25 * HOUR, 9 * 24 * HOUR, 400 * 24 * HOUR])(
    "reads a few hundred sums for a window of %s ms, and the sum is right",
    async (windowMs) => {
      const object = fresh("counter");
      await object.release({ ids: ["top_0"] });
      await filled(object, (sql, rowsRead) => {
        const sum = amountSince(sql, now - windowMs);
        expect(rowsRead()).toBeLessThanOrEqual(300);
        const [naive] = sql.all(
          "SELECT sum(amount) AS n FROM entry WHERE held_at > ?",
          now - windowMs,
        );
        expect(sum).toBe(Number(naive?.n ?? 0));
      });
    },
  );

  test("what is too old or given back is in no sum", async () => {
    const object = fresh("counter");
    await object.release({ ids: ["top_0"] });
    await filled(object, (sql) => {
      sql.all("DELETE FROM entry WHERE amount IS NOT NULL");
      expect(amountSince(sql, 0)).toBe(0);
    });
  });
});
