/** Rates behind their port, in real keyed objects. */
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { createCounters } from "../../src/adapters/objects/counters.ts";
import type { Rate } from "../../src/app/ports/counters.ts";

const counters = createCounters((name) => env.KEYED.get(env.KEYED.idFromName(`rate:${name}`)));
let made = 0;
const rate = (most: number): Rate => {
  made += 1;
  return { name: `tests.${made}`, limits: [{ most, withinMs: 3_600_000 }] };
};
const take = (n: number, ...rates: Rate[]) =>
  counters.take({ id: `top_${n}`, owner: "svc_1", rates });

describe("counters", () => {
  test("an id is counted under every name, once", async () => {
    const [a, b] = [rate(1), rate(2)];
    expect(await take(1, a, b)).toEqual([]);
    expect(await take(1, a, b)).toEqual([]);
    expect(await counters.full({ rates: [a, b] })).toEqual([a]);
  });

  test("given one name has no room: nothing is counted under the others", async () => {
    const [narrow, wide] = [rate(1), rate(2)];
    await take(1, narrow, wide);
    expect(await take(2, narrow, wide)).toEqual([narrow]);
    expect(await take(3, wide)).toEqual([]);
    expect(await counters.full({ rates: [wide] })).toEqual([wide]);
  });

  test("given 40 at once: no more are taken than there is room for", async () => {
    const one = rate(5);
    const asked = await Promise.all(Array.from({ length: 40 }, (_, n) => take(n, one)));
    expect(asked.filter((full) => full.length === 0)).toHaveLength(5);
  });

  test("given back: there is room again, also where it was not counted", async () => {
    const one = rate(1);
    await take(1, one);
    await counters.giveBack({ id: "top_1", rates: [one, rate(1)] });
    expect(await take(2, one)).toEqual([]);
  });

  test("given the id counts for another owner: an error that names it", async () => {
    const one = rate(1);
    await take(1, one);
    const other = counters.take({ id: "top_1", owner: "svc_2", rates: [one] });
    await expect(other).rejects.toThrow("counters: tests.");
  });
});
