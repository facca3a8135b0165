import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { idPattern, type ServiceId } from "../../src/domain/base/ids.ts";
import { CAST, castStatements } from "../fixtures/cast.ts";
import { T0 } from "./d1-log.ts";
import { all, registerOn, resetTables } from "./d1-world.ts";

const register = registerOn(env.DB);
const idOf = (name: keyof typeof CAST) => CAST[name].service.id;

async function addNetwork(family: 4 | 6, low: string, prefix: number, serviceId: ServiceId) {
  await env.DB.prepare("INSERT INTO service_address VALUES (?, ?, ?, ?)")
    .bind(family, low, prefix, serviceId)
    .run();
}

beforeEach(resetTables);

describe("given the cast, when a service is looked up by address", () => {
  test.each([
    ["203.0.113.10", ["ada"]],
    ["::ffff:203.0.113.10", ["ada"]],
    ["::FFFF:cb00:710a", ["ada"]],
    ["127.0.0.1", ["ada"]],
    ["::1", ["ada"]],
    ["0:0:0:0:0:0:0:1", ["ada"]],
    ["2001:db8:64:1::", ["dora"]],
    ["2001:DB8:64:1:ffff:ffff:ffff:ffff", ["dora"]],
    ["2001:db8:64:1::192.0.2.1", ["dora"]],
    ["2001:db8:64:2::1", []],
    ["198.51.100.77", ["finn", "gina"]],
    ["203.0.113.200", []],
    ["8.8.8.8", []],
    ["203.0.113.010", []],
    ["203.0.113.10.1", []],
    ["2001:db8:64:1::1::1", []],
    ["2001:db8:64:1:12345::", []],
    ["not an address", []],
    ["", []],
  ] as const)("then %s is %j", async (ip, names) => {
    const found = await register.byAddress(ip);
    expect(found.map((s) => s.id)).toEqual(names.map(idOf));
  });

  test("then the most specific prefix wins", async () => {
    await addNetwork(4, "c6336440", 26, idOf("ben"));
    await addNetwork(6, "20010db8000000000000000000000000", 32, idOf("cleo"));
    expect((await register.byAddress("198.51.100.77")).map((s) => s.id)).toEqual([idOf("ben")]);
    expect((await register.byAddress("198.51.100.1")).map((s) => s.id)).toHaveLength(2);
    expect((await register.byAddress("2001:db8:64:1::9")).map((s) => s.id)).toEqual([idOf("dora")]);
    expect((await register.byAddress("2001:db8::9")).map((s) => s.id)).toEqual([idOf("cleo")]);
  });

  test("then the query seeks, and does not read all addresses", async () => {
    const asked: string[] = [];
    const prepare = (text: string) => {
      asked.push(text);
      return env.DB.prepare(text);
    };
    const spied = new Proxy(env.DB, {
      get: (d1, k) => (k === "prepare" ? prepare : Reflect.get(d1, k)),
    });
    await registerOn(spied).byAddress("::1");
    const byNetworks = asked.find((text) => text.includes("service_address"));
    const plan = await all<{ detail: string }>(`EXPLAIN QUERY PLAN ${byNetworks}`, "[]", 6);
    expect(plan.map((step) => step.detail).join("\n")).toMatch(
      /SEARCH service_address USING PRIMARY KEY \(family=\? AND low=\? AND prefix=\?\)/,
    );
  });

  test("then a closed service is left out where an open one is at the same prefix", async () => {
    await env.DB.prepare("UPDATE service SET status = 'closed' WHERE id = ?")
      .bind(idOf("gina"))
      .run();
    expect((await register.byAddress("198.51.100.77")).map((s) => s.id)).toEqual([idOf("finn")]);
    await env.DB.prepare("UPDATE service SET status = 'closed' WHERE id = ?")
      .bind(idOf("ada"))
      .run();
    expect(await register.byAddress("203.0.113.10")).toMatchObject([{ status: "closed" }]);
  });
});

describe("given the cast, when a service is looked up by id or link", () => {
  test("then it has all its fields", async () => {
    const { ocs, tenant, account, ...rest } = CAST.emil.service;
    expect(await register.byId(idOf("emil"))).toEqual({
      ...rest,
      account: { ocs, tenant, account },
      customerId: CAST.emil.customer.id,
      expiryAt: T0 + 24 * 60 * 60 * 1000,
    });
    expect(await register.byId("svc_none")).toBeNull();
  });

  test("then a live link names service and version, a revoked or unknown one nothing", async () => {
    const [live, revoked] = CAST.emil.links;
    expect(await register.byLink(live.id)).toMatchObject({
      service: { id: idOf("emil") },
      version: 2,
    });
    expect(await register.byLink(revoked.id)).toBeNull();
    expect(await register.byLink("lnk_none")).toBeNull();
  });
});

describe("given the cast, when a service is looked up by one of its numbers", () => {
  const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

  test("then IMSI, MSISDN, uuid and account find it, with all its fields", async () => {
    const { imsi, msisdn, serviceUuid, ocs, tenant, account } = CAST.emil.service;
    const emil = await register.byId(idOf("emil"));
    expect(await register.byImsi(imsi ?? "")).toEqual([emil]);
    expect(await register.byNumbers({ imsi: null, msisdns: [msisdn ?? ""] })).toEqual([emil]);
    expect(await register.byUuid(serviceUuid)).toEqual([emil]);
    expect(await register.byAccount({ ocs, tenant, account })).toEqual([emil]);
  });

  test("then other numbers find none, and a number that two services have finds both", async () => {
    const { msisdn, ocs, account } = CAST.emil.service;
    expect(await register.byImsi("001019999999999")).toEqual([]);
    expect(await register.byNumbers({ imsi: null, msisdns: [""] })).toEqual([]);
    expect(await register.byUuid("")).toEqual([]);
    expect(await register.byAccount({ ocs, tenant: "other.org", account })).toEqual([]);
    await env.DB.prepare("UPDATE service SET msisdn = ? WHERE id = ?")
      .bind(msisdn, idOf("ben"))
      .run();
    const both = ids(await register.byNumbers({ imsi: null, msisdns: [msisdn ?? ""] }));
    expect(both.sort()).toEqual([idOf("ben"), idOf("emil")]);
  });

  test.each(["imsi", "msisdn", "service_uuid"])("then %s is found by a seek", async (column) => {
    const plan = await all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT * FROM service WHERE ${column} = ?`,
      "1",
    );
    expect(plan.map((step) => step.detail).join()).toMatch(/^SEARCH service USING INDEX/);
  });
});

describe("given a brand, when its offers are read", () => {
  const columns = `id, brand, kind, name, currency, unit_minor, tiers, min_quantity, max_quantity,
    end_rule, bucket_type, bucket_value, bucket_weight, bucket_settings, operator_buckets,
    on_outage_seconds, refund_while_silent, active, position`;
  const insert = (id: string, unit: number, active: number, position: number) =>
    env.DB.prepare(
      `INSERT INTO offer (${columns}) VALUES (?, 'default', 'days', 'Days', 'eur', ?,
        '[{"from":7,"unitMinor":800}]', 1, 30, 'end_of_day', '*data', 5.5, 10, '{"rating_subject":"*zero1s"}', 'base_*',
        60, 1, ?, ?)`,
    )
      .bind(id, unit, active, position)
      .run();

  test("then without any the default offer of the configuration is on sale", async () => {
    const [offer, ...others] = await register.offersFor((await register.byId(idOf("ada")))!);
    expect(others).toEqual([]);
    expect(offer).toMatchObject({
      name: "Unlimited data",
      currency: "usd",
      unitMinor: 1000,
      endRule: "exact",
      minQuantity: 1,
      maxQuantity: 30,
      tiers: [],
      bucket: { type: "*data", value: 1e14, weight: 20, operatorBuckets: "plan_*" },
    });
    expect(offer?.id).toMatch(idPattern("off"));
  });

  test("then its own active offers are on sale, in their order", async () => {
    await insert("off_b", 900, 1, 2);
    await insert("off_a", 1000, 1, 3);
    await insert("off_c", 700, 0, 1);
    const offers = await register.offersFor((await register.byId(idOf("ada")))!);
    expect(offers.map((o) => o.id)).toEqual(["off_b", "off_a"]);
    expect(offers[0]).toEqual({
      id: "off_b",
      kind: "days",
      name: "Days",
      currency: "eur",
      unitMinor: 900,
      tiers: [{ from: 7, unitMinor: 800 }],
      minQuantity: 1,
      maxQuantity: 30,
      endRule: "end_of_day",
      bucket: {
        type: "*data",
        value: 5.5,
        weight: 10,
        settings: { rating_subject: "*zero1s" },
        operatorBuckets: "base_*",
      },
      onOutageSeconds: 60,
      refundWhileSilent: true,
    });
  });
});

describe("the cast itself", () => {
  test("has ids that the routes accept", () => {
    for (const member of Object.values(CAST)) {
      expect(member.service.id).toMatch(idPattern("svc"));
      for (const link of member.links) expect(link.id).toMatch(idPattern("lnk"));
    }
  });

  test("may be inserted twice", async () => {
    const before = await all("SELECT * FROM service ORDER BY id");
    const again = castStatements(T0 + 1).map((s) => env.DB.prepare(s.sql).bind(...s.params));
    await env.DB.batch(again);
    expect(await all("SELECT * FROM service ORDER BY id")).toEqual(before);
  });
});
