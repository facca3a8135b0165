import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createDeployment } from "../../src/adapters/d1/deployment.ts";
import { brandStatement, KESTREL } from "../fixtures/brands.ts";
import { one, registerWith, resetTables } from "./d1-world.ts";

/** A deployment that starts with this id on the database of this test. */
function start(id: string, livemode = false, d1 = env.DB, now = () => 5) {
  const { tables, logged } = registerWith({ d1 });
  const publicUrl = "https://topup.example.com";
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const clock = { now };
  return { logged, ...createDeployment(d1, { tables, id, publicUrl, livemode, clock, log }) };
}

beforeEach(resetTables);

describe("given a database that was never started with", () => {
  test("the first start is written down, with its mode; a second one finds it", async () => {
    expect(await start("acme-1").standing()).toEqual({ conflict: null, isCheckDue: true });
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
    const isolate = start("acme-1");
    await isolate.standing();
    await isolate.recordCheck([OWN, STAGING]);
    expect((await start("acme-1").standing()).conflict).toContain(STAGING);
    await isolate.recordCheck([OWN]);
    expect(await start("acme-1").standing()).toEqual({ conflict: null, isCheckDue: false });
  });

  test("the endpoint of a brand stays ours while its row is bad, and when it is gone", async () => {
    const north = { ...KESTREL, id: "north", publicUrl: "https://north.example" };
    const { sql, params } = brandStatement(north);
    await env.DB.prepare(sql)
      .bind(...params)
      .run();
    const check = async () => {
      const checked = start("acme-1");
      await checked.standing();
      await checked.recordCheck([OWN, "https://north.example/webhooks/stripe"]);
      return [await checked.standing(), await start("acme-1").standing()];
    };
    const free = { conflict: null, isCheckDue: false };
    await env.DB.exec("UPDATE brand SET email_from = 'oops' WHERE id = 'north'");
    expect(await check(), "bad").toEqual([free, free]);
    await env.DB.exec("DELETE FROM brand WHERE id = 'north'");
    expect(await check(), "gone").toEqual([free, free]);
  });

  test("a claim just read stops this isolate although D1 takes no note of it", async () => {
    const failing = d1Without("prepare", () => Promise.reject(new Error("no")));
    const isolate = start("acme-1", false, failing);
    await isolate.standing();
    expect((await isolate.recordCheck([OWN, STAGING])).conflict).toContain(STAGING);
    expect((await isolate.standing()).conflict).toContain(STAGING);
  });

  test("with D1 silent a claim just read stops, within two seconds, and D1 is not written", async () => {
    const isolate = start(
      "acme-1",
      false,
      d1Without("batch", () => new Promise(() => {})),
    );
    expect(await isolate.standing()).toEqual({ conflict: null, isCheckDue: true });
    expect(await isolate.recordCheck([STAGING])).toMatchObject({ isCheckDue: false });
    expect((await isolate.standing()).conflict).toContain(STAGING);
    expect(await noted(), "no note").toMatchObject({ claimed_by: null, checked_at: null });
  });

  test("where Stripe gave no answer, a sale of this isolate does not ask for five minutes", async () => {
    const clock = { at: 5 };
    const isolate = start("acme-1", false, env.DB, () => clock.at);
    expect(await isolate.standing()).toMatchObject({ isCheckDue: true });
    isolate.checkFailed();
    expect(await isolate.standing()).toMatchObject({ isCheckDue: false });
    clock.at += 300_000;
    expect(await isolate.standing()).toMatchObject({ isCheckDue: true });
  });
});

const OWN = "https://topup.example.com/webhooks/stripe";
const STAGING = "https://staging.example/webhooks/stripe";
const noted = () => one("SELECT claimed_by, checked_at FROM deployment");

/** D1 whose method answers like this. */
const d1Without = (method: "batch" | "prepare", answer: () => Promise<never>): D1Database =>
  new Proxy(env.DB, {
    get(d1, key) {
      if (key === method && method === "batch") return answer;
      if (key === method) {
        return (sql: string) =>
          new Proxy(d1.prepare(sql), {
            get: (statement, name) =>
              /^update/i.test(sql) && name === "bind"
                ? () => ({ run: answer, raw: answer, all: answer })
                : Reflect.get(statement, name).bind(statement),
          });
      }
      return Reflect.get(d1, key).bind(d1);
    },
  });
