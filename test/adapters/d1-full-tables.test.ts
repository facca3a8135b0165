/** Every table has 10,000 rows more: what is asked reads its rows, never a table. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { WINDOW } from "../../src/adapters/d1/browsed-top-ups.ts";
import type { Databases } from "../../src/adapters/d1/databases.ts";
import { createPayerDirectory } from "../../src/adapters/d1/payer-directory.ts";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { createReadModels } from "../../src/adapters/d1/read-models.ts";
import type { BrowseFilter } from "../../src/app/ports/read-models.ts";
import { payerId, type TopUpId } from "../../src/domain/base/ids.ts";
import { CAST } from "../fixtures/cast.ts";
import { closedPayer } from "../fixtures/payers.ts";
import { batchOf, credited, logOf, paid, requested, topUpId } from "./d1-log.ts";
import { rowsReadBy, rowsReadByAll } from "./d1-rows-read.ts";
import { all, project, registerOn, resetTables } from "./d1-world.ts";
import { databaseOf, databases } from "./databases.ts";

const MANY = 10_000;
/**
 * What a question, or the writes of one whole log, may read. The 32 networks around an address
 * count each time that the write of a service asks for them.
 */
const K = 200;
const { ada } = CAST;
const FIRST = { before: null, limit: 10 };
const payer = payerId(topUpId(1));

/** Copies the rows of a query `MANY` times; `i` is the number of the copy. */
async function copies(table: string, changed: Readonly<Record<string, string>>, where: string) {
  const d1 = databaseOf(`FROM ${table}`);
  const info = d1.prepare("SELECT name FROM pragma_table_info(?)").bind(table);
  const columns = (await info.all<{ name: string }>()).results.map(({ name }) => name);
  const values = columns.map((column) => changed[column] ?? column);
  await d1
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY + 99})
     INSERT INTO ${table} (${columns}) SELECT ${values} FROM n, ${table} WHERE ${where}`,
    )
    .run();
}

beforeEach(async () => {
  await resetTables();
  const log = [requested(1), paid(1), credited(1)];
  const sealed = closedPayer(topUpId(1), "ada@example.com");
  await project(createProjectionStore(databases()), [batchOf([logOf(1, log, 1, sealed)])]);
  await copies(
    "service",
    {
      id: "printf('svc_%026d', i)",
      ordinal: "ordinal + 1000 + i",
      service_uuid: "printf('%036d', i)",
      account: "'copy ' || i",
      customer_id: "NULL",
    },
    `id = '${ada.service.id}'`,
  );
  await env.DB.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY + 99})
     INSERT INTO service_address SELECT 4, printf('0a%06x', i), 32, printf('svc_%026d', i) FROM n`,
  ).run();
  await copies(
    "top_up",
    { id: "printf('top_%026d', i)", customer_id: "printf('cus_%026d', i)" },
    "1",
  );
  await copies("lookup", { key: "key || '_copy_' || i", top_up_id: "printf('top_%026d', i)" }, "1");
  await copies(
    "invoice",
    {
      invoice_id: "invoice_id + 10 * i",
      number: "number + i",
      top_up_id: "printf('top_%026d', i)",
    },
    "1",
  );
  await copies(
    "customer",
    {
      id: "printf('cus_%026d', i)",
      payer_key: "'key ' || i",
      payer_id: "printf('pay_%026d', i)",
    },
    `payer_id = '${payer}'`,
  );
});

describe("given full tables, what is asked reads few rows", () => {
  const directory = createPayerDirectory;
  const models = createReadModels;
  const { id, brand, kind, serviceUuid, label, status, imsi, msisdn, timeZone, ...rest } =
    ada.service;
  const account = { ocs: rest.ocs, tenant: rest.tenant, account: rest.account };
  const facts = { brand, kind, serviceUuid, label, status, imsi, msisdn, timeZone, account };

  test.each<[string, (all: Databases) => Promise<unknown>]>([
    [
      "a service that another system writes",
      (on) => registerOn(on.main).put(id, facts, ["192.0.2.7"], null),
    ],
    ["the networks of a service", (on) => registerOn(on.main).networksOf(id)],
    ["the brands of payers", (on) => directory(on).brands()],
    ["the brands of a reprojection", (on) => models(on).knownBrands()],
    ["what a payer bought", (on) => directory(on).purchasesOf(payer)],
    ["an erased payer", (on) => directory(on).erase([topUpId(1)])],
    [
      "what an invoice number leads to",
      (on) => models(on).topUps("all", { by: "invoice", value: 77 }, FIRST),
    ],
    [
      "what a provision id leads to",
      (on) => models(on).topUps("all", { by: "provision", value: 77 }, FIRST),
    ],
    [
      "what a payer bought, as a list",
      (on) => models(on).topUps("all", { by: "top_ups", value: [topUpId(1)] }, FIRST),
    ],
    ["what is unresolved", (on) => models(on).unresolved("all", 10)],
    ["what is unfinished", (on) => models(on).unfinishedServices(null, 10)],
    [
      "a projection of an erased payer",
      (on) => {
        const erased = [{ type: "PayerErased" as const }];
        const log = [requested(1), paid(1), credited(1), erased];
        return project(createProjectionStore(on), [batchOf([logOf(1, log, 1, null)])]);
      },
    ],
  ])("%s", async (_, ask) => {
    expect(await rowsReadByAll(ask)).toBeLessThanOrEqual(K);
  });

  test("the meter counts a table that is read", async () => {
    const scan = (d1: D1Database) => d1.prepare("SELECT count(label) FROM service").all();
    expect(await rowsReadBy(env.DB, scan)).toBeGreaterThan(MANY);
  });

  test("and they find what there is", async () => {
    expect(await directory(databases()).brands()).toContain(brand);
    expect(await models(databases()).knownBrands()).toContain(brand);
    expect(await directory(databases()).purchasesOf(payer)).toMatchObject([
      { topUpId: topUpId(1) },
    ]);
    await directory(databases()).erase([topUpId(1)]);
    expect(await all(`SELECT id FROM customer WHERE payer_id = '${payer}'`)).toEqual([]);
  });
});

test("given twenty banks that are still sending, the sweep reads a few rows for each", async () => {
  const waiting = 20;
  await env.LEDGER_1.prepare(
    `UPDATE top_up SET ended = 0, ended_at = NULL, paid_at = NULL, received = 0,
       state = 'processing' WHERE id BETWEEN ?1 AND ?2`,
  )
    .bind(topUpId(100), topUpId(99 + waiting))
    .run();
  const models = createReadModels;
  expect(await models(databases()).unfinishedServices(null, 10)).toEqual([]);
  const asks = [
    (on: Databases) => models(on).unfinishedServices(null, 10),
    (on: Databases) => models(on).unresolved("all", 10),
  ];
  for (const ask of asks) expect(await rowsReadByAll(ask)).toBeLessThanOrEqual(4 * waiting);
});

describe("a list of all top-ups", () => {
  const NONE: BrowseFilter = {
    states: null,
    serviceId: null,
    brand: null,
    price: null,
    from: null,
    to: null,
    declined: false,
  };
  const browse = (change: Partial<BrowseFilter>, before: TopUpId | null = null, on = databases()) =>
    createReadModels(on).browse("all", { ...NONE, ...change }, { before, limit: 10 });

  test.each<[string, Partial<BrowseFilter>]>([
    ["all", {}],
    ["today", { from: topUpId(10_050) }],
    ["refunded or refunding, of which there are few", { states: ["refunded", "refunding"] }],
    ["an amount that no top-up has", { price: { minor: 1, currency: "usd" } }],
    ["a brand that sells nothing", { brand: "absent" }],
    ["one service", { serviceId: ada.service.id }],
    ["declined cards", { declined: true }],
  ])("%s: reads its windows, never the table", async (_, filter) => {
    const windows = (filter.states?.length ?? 1) * WINDOW;
    const read = await rowsReadByAll((on) => browse(filter, null, on));
    // Each row of a window brings the time zone of its service; both are read through an index.
    expect(read).toBeLessThanOrEqual(5 * windows);
  });

  test("a rare one is found by its state, whatever lies above it", async () => {
    await env.LEDGER_1.prepare("UPDATE top_up SET state = 'refunded' WHERE id = ?")
      .bind(topUpId(1))
      .run();
    const found = await browse({ states: ["refunded", "refunding"] });
    expect(found).toMatchObject({ topUps: [{ topUpId: topUpId(1) }], next: null });
  });

  test("page by page it comes to what no index finds", async () => {
    const price = { minor: 7777, currency: "usd" };
    await env.LEDGER_1.prepare("UPDATE top_up SET price_minor = 7777 WHERE id = ?")
      .bind(topUpId(1))
      .run();
    let page = await browse({ price, to: topUpId(1000) });
    for (let n = 0; n < 10 && page.topUps.length === 0 && page.next !== null; n++) {
      page = await browse({ price, to: topUpId(1000) }, page.next);
    }
    expect(page.topUps).toMatchObject([{ topUpId: topUpId(1), timeZone: ada.service.timeZone }]);
  });
});
