import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createDeployment } from "../../src/adapters/d1/deployment.ts";
import { one, registerWith, resetTables } from "./d1-world.ts";

/** A deployment that starts with this id on the database of this test. */
function start(id: string, livemode = false, d1 = env.DB) {
  const { tables, logged } = registerWith({ d1 });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const clock = { now: () => 5 };
  return { logged, ...createDeployment(d1, { tables, id, livemode, clock, log }) };
}

beforeEach(resetTables);

describe("given a database that was never started with", () => {
  test("the first start is written down, with its mode; a second one finds it", async () => {
    expect(await start("acme-1").standing()).toEqual({ conflict: null, checkedAt: null });
    expect(await start("acme-1").standing()).toMatchObject({ conflict: null });
    expect(await one("SELECT * FROM deployment")).toMatchObject({ id: "acme-1", livemode: 0 });
  });

  test("two at once: the first one's id stays, and the other one stops", async () => {
    const both = [start("acme-1"), start("acme-2")];
    const standings = await Promise.all(both.map((each) => each.standing()));
    expect(standings.filter(({ conflict }) => conflict !== null)).toHaveLength(1);
  });
});

describe("given a database that knows its deployment", () => {
  beforeEach(async () => {
    await start("acme-1").standing();
  });

  test("another id stops, and says which one it was", async () => {
    const { conflict } = await start("acme-2").standing();
    expect(conflict).toMatch(/acme-2.*first started as acme-1/);
    expect(await one("SELECT id FROM deployment")).toEqual({ id: "acme-1" });
  });

  test("the other mode stops under the same id", async () => {
    expect((await start("acme-1", true).standing()).conflict).toMatch(/live mode.*test mode/);
  });

  test("a claim of another endpoint is known to every isolate, until it is gone", async () => {
    const claimedBy = "https://staging.example/webhooks/stripe";
    await start("acme-1").recordCheck({ claimedBy });
    expect((await start("acme-1").standing()).conflict).toContain(claimedBy);
    await start("acme-1").recordCheck({ claimedBy: null });
    expect(await start("acme-1").standing()).toEqual({ conflict: null, checkedAt: 5 });
  });

  test("with D1 silent nothing is known, and it is said within a second", async () => {
    const silent = new Proxy(env.DB, {
      get: (d1, key) =>
        key === "batch" ? () => new Promise(() => {}) : Reflect.get(d1, key).bind(d1),
    });
    expect(await start("acme-2", false, silent).standing()).toEqual({
      conflict: null,
      checkedAt: null,
    });
  });
});
