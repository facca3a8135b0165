/** The counter of tries on a real D1. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createTryCounter } from "../../src/adapters/d1/try-counter.ts";
import { all, counted } from "./d1-world.ts";

const counter = createTryCounter(env.DB);
const address = { name: "tries of 203.0.113.7", most: 3 };
const brand = { name: "misses of default", most: 5 };
const rows = () => all('SELECT "window", name, tries FROM typed_try ORDER BY 1, 2');

beforeEach(async () => {
  await env.DB.exec("DELETE FROM typed_try");
});

describe("given allowances, when tries are taken", () => {
  test("then each counts, until one is used up, which is named; then nothing counts", async () => {
    for (let n = 0; n < 3; n++) expect(await counter.take(7, [address, brand])).toEqual([]);
    expect(await counter.take(7, [address, brand])).toEqual([address.name]);
    expect(await rows()).toEqual([
      { window: 7, name: brand.name, tries: 3 },
      { window: 7, name: address.name, tries: 3 },
    ]);
    expect(await counter.take(7, [{ ...address, most: 0 }])).toEqual([address.name]);
  });

  test("then of a hundred at once no more are taken than there are", async () => {
    const takes = Array.from({ length: 100 }, (_, n) =>
      counter.take(7, [{ name: `tries of ${n}`, most: 3 }, brand]),
    );
    const spent = (await Promise.all(takes)).filter((names) => names.length > 0);
    expect(spent).toEqual(Array(95).fill([brand.name]));
  });

  test("then a refused one writes no row", async () => {
    const { db, rowsWritten } = counted(env.DB);
    const metered = createTryCounter(db);
    for (let n = 0; n < 3; n++) await metered.take(7, [address]);
    const before = rowsWritten();
    await metered.take(7, [address]);
    expect(rowsWritten()).toBe(before);
  });

  test("then a new window begins anew and forgets the old one", async () => {
    for (let n = 0; n < 4; n++) await counter.take(7, [address]);
    expect(await counter.take(8, [address])).toEqual([]);
    expect(await rows()).toEqual([{ window: 8, name: address.name, tries: 1 }]);
  });

  test("then what is given back can be taken again, and never more than was taken", async () => {
    for (let n = 0; n < 3; n++) await counter.take(7, [address, brand]);
    for (let n = 0; n < 9; n++) await counter.giveBack(7, [brand.name]);
    expect(await rows()).toContainEqual({ window: 7, name: brand.name, tries: 0 });
    expect(await rows()).toContainEqual({ window: 7, name: address.name, tries: 3 });
  });
});
