/** The identification limiter on a real D1. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createIdentificationLimiter } from "../../src/adapters/d1/identification-limiter.ts";
import { all, meteredDatabases } from "./d1-world.ts";

const limiter = createIdentificationLimiter(env.DB);
const address = { name: "identifications of 203.0.113.7", most: 3 };
const brand = { name: "misses of default", most: 5 };
const rows = () => all('SELECT "window", name, used FROM identification_count ORDER BY 1, 2');

beforeEach(async () => {
  await env.DB.exec("DELETE FROM identification_count");
});

describe("given allowances, when they are taken", () => {
  test("then each counts; once one is used up it is named, and nothing counts any more", async () => {
    for (let n = 0; n < 3; n++) expect(await limiter.take(7, [address, brand])).toEqual([]);
    expect(await limiter.take(7, [address, brand])).toEqual([address.name]);
    expect(await rows()).toEqual([
      { window: 7, name: address.name, used: 3 },
      { window: 7, name: brand.name, used: 3 },
    ]);
    expect(await limiter.take(7, [{ ...address, most: 0 }])).toEqual([address.name]);
  });

  test("then a hundred requests at once never take more than there is", async () => {
    const takes = Array.from({ length: 100 }, (_, n) =>
      limiter.take(7, [{ name: `identifications of ${n}`, most: 3 }, brand]),
    );
    const spent = (await Promise.all(takes)).filter((names) => names.length > 0);
    expect(spent).toEqual(Array(95).fill([brand.name]));
  });

  test("then a refused request writes no row", async () => {
    const { main: db, rowsWritten } = meteredDatabases();
    const measured = createIdentificationLimiter(db);
    for (let n = 0; n < 3; n++) await measured.take(7, [address]);
    const before = rowsWritten();
    await measured.take(7, [address]);
    expect(rowsWritten()).toBe(before);
  });

  test("then a new window counts from zero and deletes the old one", async () => {
    for (let n = 0; n < 4; n++) await limiter.take(7, [address]);
    expect(await limiter.take(8, [address])).toEqual([]);
    expect(await rows()).toEqual([{ window: 8, name: address.name, used: 1 }]);
  });

  test("then what is given back can be taken again, and no more than was taken", async () => {
    for (let n = 0; n < 3; n++) await limiter.take(7, [address, brand]);
    for (let n = 0; n < 9; n++) await limiter.giveBack(7, [brand.name]);
    expect(await rows()).toContainEqual({ window: 7, name: brand.name, used: 0 });
    expect(await rows()).toContainEqual({ window: 7, name: address.name, used: 3 });
  });
});
