import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { createReadModels } from "../../src/adapters/d1/read-models.ts";
import type { ServiceFacts } from "../../src/app/ports/register.ts";
import { portsOf } from "../../src/compose/worker.ts";
import type { ServiceId } from "../../src/domain/base/ids.ts";
import { CAST } from "../fixtures/cast.ts";
import { batchOf, logOf, paid, requested, topUpId } from "./d1-log.ts";
import { one, project, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

const { register } = portsOf(env as never);
const fresh = (n: number): ServiceId => `svc_${"z".repeat(25)}${n}`;
const facts: ServiceFacts = {
  brand: "default",
  serviceUuid: "7d9f0c1e-0000-4000-8000-000000000077",
  kind: "hotspot_dongle",
  label: "Hotspot dongle",
  status: "active",
  imsi: "001010000000777",
  msisdn: "61412345777",
  account: { ocs: "main", tenant: "cgrates.org", account: "dongle-777" },
  timeZone: "Australia/Sydney",
};
beforeEach(resetTables);
const put = (
  id: ServiceId,
  row: ServiceFacts,
  networks: readonly string[],
  was: string | null = null,
) => register.put(id, row, networks, was);

describe("a service that another system writes", () => {
  test("gets the next ordinal, is found by its numbers and networks, and is read as written", async () => {
    const { last } = await one("SELECT max(ordinal) AS last FROM service");
    const own = ["192.0.2.0/28", "2001:db8:7::/64"];
    expect(await put(fresh(1), facts, own)).toEqual([]);
    const [service] = await register.byUuid(facts.serviceUuid);
    expect(service).toEqual({
      ...facts,
      id: fresh(1),
      ordinal: Number(last) + 1,
      customerId: null,
      expiryAt: null,
    });
    expect(await register.networksOf(fresh(1))).toEqual(["192.0.2.0/28", "2001:db8:7::/64"]);
    expect(await register.byAddress("192.0.2.15")).toMatchObject([{ id: fresh(1) }]);
    expect(await register.byAddress("192.0.2.16")).toEqual([]);
  });

  test("again it is the same service; what is left out is gone; the account stays", async () => {
    await put(fresh(1), facts, ["192.0.2.7"]);
    const changed = { ...facts, brand: "south", label: "Dongle", status: "closed", imsi: null };
    await put(fresh(2), changed as ServiceFacts, [], facts.brand);
    const [service, ...others] = await register.byUuid(facts.serviceUuid);
    expect(others).toEqual([]);
    expect(service).toMatchObject({
      id: fresh(1),
      brand: "south",
      label: "Dongle",
      status: "closed",
      imsi: null,
    });
    expect(await register.networksOf(fresh(1))).toEqual([]);
  });

  test("of two that come at once there is one", async () => {
    await Promise.all([1, 2].map((n) => put(fresh(n), facts, ["192.0.2.7"])));
    expect(await register.byUuid(facts.serviceUuid)).toHaveLength(1);
    expect(await register.byAddress("192.0.2.7")).toHaveLength(1);
  });

  test("another service has the account: nothing is written", async () => {
    const { ocs, tenant, account } = CAST.ada.service;
    const taken = { ...facts, account: { ocs, tenant, account } };
    expect(await put(fresh(1), taken, ["192.0.2.7"])).toEqual(["account"]);
    expect(await register.byUuid(facts.serviceUuid)).toEqual([]);
    expect(await register.byAddress("192.0.2.7")).toEqual([]);
    // Neither does it take the networks of a service that is there already.
    await put(fresh(1), facts, ["192.0.2.7"]);
    expect(await put(fresh(1), taken, [])).toEqual(["account", "service_uuid"]);
    expect(await register.networksOf(fresh(1))).toEqual(["192.0.2.7"]);
  });

  const theirs: ServiceFacts = {
    ...facts,
    brand: "south",
    serviceUuid: "7d9f0c1e-0000-4000-8000-000000000088",
    account: { ...facts.account, account: "south-1" },
    imsi: null,
    msisdn: null,
  };

  test("of two keys with one uuid at once, one has its whole row and the other is refused", async () => {
    const south = { ...theirs, serviceUuid: facts.serviceUuid, label: "South" };
    const answers = await Promise.all([
      put(fresh(1), facts, ["192.0.2.7"]),
      put(fresh(2), south, ["100.64.7.9"]),
    ]);
    const won = answers.findIndex((taken) => taken.length === 0);
    expect(answers[1 - won]).toEqual(["service_uuid"]);
    const [row] = await register.byUuid(facts.serviceUuid);
    expect(row).toMatchObject(won === 0 ? facts : south);
    expect(await register.networksOf(fresh(won + 1))).toHaveLength(1);
  });

  test.each([
    ["the same network", "192.0.2.0/28"],
    ["an address inside", "192.0.2.7"],
    ["a network around", "192.0.2.0/24"],
    ["everything", "0.0.0.0/0"],
    ["a longer prefix of IPv6", "2001:db8:7::1"],
    ["all of IPv6", "::/0"],
  ])("another brand's service keeps its customers: %s", async (_which, network) => {
    await put(fresh(1), facts, ["192.0.2.0/28", "2001:db8:7::/64"]);
    const mixed = ["100.64.7.77", network];
    expect(await put(fresh(2), theirs, mixed)).toEqual(["networks.1"]);
    expect(await register.byUuid(theirs.serviceUuid)).toEqual([]);
    // Neither with a service that is there already.
    expect(await put(fresh(2), theirs, ["100.64.7.77"])).toEqual([]);
    expect(await put(fresh(2), { ...theirs, label: "x" }, mixed)).toEqual(["networks.1"]);
    expect(await register.networksOf(fresh(2))).toEqual(["100.64.7.77"]);
    expect(await register.byUuid(theirs.serviceUuid)).toMatchObject([{ label: theirs.label }]);
  });

  test("a neighbour's network is free, and so is one within the same brand's", async () => {
    await put(fresh(1), facts, ["192.0.2.0/28"]);
    expect(await put(fresh(2), theirs, ["192.0.2.16/28"])).toEqual([]);
    const account = { ...facts.account, account: "own-2" };
    const second = { ...theirs, brand: facts.brand, account };
    const serviceUuid = facts.serviceUuid.replace("77", "99");
    expect(await put(fresh(3), { ...second, serviceUuid }, ["192.0.2.3"])).toEqual([]);
  });

  test.each(["imsi", "msisdn"] as const)("an open service's %s is no other's", async (field) => {
    await put(fresh(1), facts, []);
    const thief = { ...theirs, [field]: facts[field] };
    expect(await put(fresh(2), thief, [])).toEqual([field]);
    // Neither when it is written while closed, and opened later.
    expect(await put(fresh(2), { ...thief, status: "closed" }, [])).toEqual([]);
    expect(await put(fresh(2), thief, [])).toEqual([field]);
    // When the other service is closed, its number is free.
    expect(await put(fresh(1), { ...facts, status: "closed" }, [])).toEqual([]);
    expect(await put(fresh(2), thief, [])).toEqual([]);
  });

  test("a conflict from before blocks no other change, and no closing", async () => {
    await put(fresh(1), facts, ["192.0.2.0/28"]);
    await put(fresh(2), theirs, []);
    const { imsi } = facts;
    await env.DB.prepare("UPDATE service SET imsi = ? WHERE id = ?").bind(imsi, fresh(2)).run();
    const both = { ...theirs, imsi, label: "South" };
    expect(await put(fresh(2), both, [])).toEqual([]);
    expect(await put(fresh(2), { ...both, status: "closed" }, [])).toEqual([]);
  });

  test("what is no network is a fault, and nothing is written", async () => {
    await expect(put(fresh(1), facts, ["192.0.2.1/28"])).rejects.toThrow("network");
    expect(await register.byUuid(facts.serviceUuid)).toEqual([]);
  });
});

describe("top-ups by what another system knows", () => {
  const readModels = createReadModels(databases());
  const first = { before: null, limit: 10 };
  const ada = CAST.ada.service;
  beforeEach(async () => {
    const store = createProjectionStore(databases());
    for (const n of [1, 2, 3]) {
      await project(store, [batchOf([logOf(n, [requested(n), paid(n)])])]);
    }
  });
  const ids = async (...[filter, page = first]: [Filter, Page?]) =>
    (await readModels.topUps("all", filter, page)).map((row) => row.topUpId);
  type Filter = Parameters<typeof readModels.topUps>[1];
  type Page = Parameters<typeof readModels.topUps>[2];

  test("newest first, page by page", async () => {
    const filter = { by: "service_uuid", value: ada.serviceUuid } as const;
    expect(await ids(filter)).toEqual([topUpId(3), topUpId(2), topUpId(1)]);
    expect(await ids(filter, { before: null, limit: 2 })).toEqual([topUpId(3), topUpId(2)]);
    expect(await ids(filter, { before: topUpId(2), limit: 2 })).toEqual([topUpId(1)]);
  });

  test("by IMSI, payment intent and both transactions; nothing by another number", async () => {
    expect(await ids({ by: "imsi", value: ada.imsi ?? "" })).toHaveLength(3);
    expect(await ids({ by: "msisdn", value: "61400000000" })).toEqual([]);
    expect(await ids({ by: "intent", value: "pi_2" })).toEqual([topUpId(2)]);
    const first = ada.ordinal * 1_000_000 + 3;
    expect(await ids({ by: "transaction", value: first })).toEqual([topUpId(2)]);
    expect(await ids({ by: "transaction", value: first + 1 })).toEqual([topUpId(2)]);
    expect(await ids({ by: "transaction", value: first + 4 })).toEqual([]);
  });

  test("of the key's brands only, with what a list shows", async () => {
    const filter = { by: "intent", value: "pi_1" } as const;
    expect(await readModels.topUps(["south"], filter, first)).toEqual([]);
    expect(await readModels.topUps([ada.brand], filter, first)).toMatchObject([
      {
        serviceId: ada.id,
        state: "paid",
        price: { minor: 7000, currency: "usd" },
        intentId: "pi_1",
      },
    ]);
  });
});

describe("a service with 10,000 top-ups", () => {
  const { id, serviceUuid, imsi, brand } = CAST.ada.service;
  const msisdn = "61412345678";
  const LIMIT = 25;
  beforeEach(async () => {
    await project(createProjectionStore(databases()), [
      batchOf([logOf(1, [requested(1), paid(1)])]),
    ]);
    await env.DB.prepare("UPDATE service SET msisdn = ? WHERE id = ?").bind(msisdn, id).run();
    const info = env.LEDGER_1.prepare("SELECT name FROM pragma_table_info('top_up')");
    const { results: columns } = await info.all<{ name: string }>();
    const others = columns.map(({ name }) => name).filter((column) => column !== "id");
    await env.LEDGER_1.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
       INSERT INTO top_up (id, ${others}) SELECT printf('top_%026d', i), ${others} FROM n, top_up`,
    ).run();
  });

  test.each([
    ["service_uuid", serviceUuid, null],
    ["service_uuid", serviceUuid, topUpId(5000)],
    ["imsi", imsi ?? "", topUpId(5000)],
    ["msisdn", msisdn, null],
  ] as const)("a page by %s reads a page, not the service (%s, %s)", async (by, value, before) => {
    const asked: { readonly text: string; readonly values: (string | number)[] }[] = [];
    const readModels = createReadModels(
      databases({ main: recording(env.DB, asked), ledger: recording(env.LEDGER_1, asked) }),
    );
    for (const brands of ["all", [brand]] as const) {
      const page = await readModels.topUps(brands, { by, value }, { before, limit: LIMIT });
      expect(page).toHaveLength(LIMIT);
      expect(page[0]?.topUpId).toBe(topUpId(before === null ? 10_000 : 4999));
    }
    const pages = asked.filter(({ text }) => text.includes("FROM top_up AS t"));
    expect(pages).toHaveLength(2);
    for (const { text, values } of pages) {
      const statement = env.LEDGER_1.prepare(text).bind(...values);
      // Each row of the page is met in the index, for its brand, in order, and for what it shows.
      expect((await statement.all()).meta.rows_read).toBeLessThanOrEqual(5 * LIMIT + 10);
      const plan = await explain(`EXPLAIN QUERY PLAN ${text}`, ...values);
      const details = plan.map(({ detail }) => detail);
      expect(details.join("\n")).toMatch(/top_up_listed \(service_id=\?/);
      expect(details.filter((line) => /^SCAN (?!value|json_each|given)/.test(line))).toEqual([]);
    }
  });
});

async function explain(sql: string, ...values: (string | number)[]) {
  const asked = env.LEDGER_1.prepare(sql).bind(...values);
  return (await asked.all<{ detail: string }>()).results;
}

/** Notes every statement with the values that it is bound to. */
function recording(
  d1: D1Database,
  asked: { readonly text: string; readonly values: (string | number)[] }[],
): D1Database {
  return new Proxy(d1, {
    get(target, key) {
      if (key !== "prepare") return Reflect.get(target, key);
      return (text: string) => {
        const statement = target.prepare(text);
        const bind = statement.bind.bind(statement);
        return Object.assign(statement, {
          bind: (...values: (string | number)[]) => {
            asked.push({ text, values });
            return bind(...values);
          },
        });
      };
    },
  });
}
