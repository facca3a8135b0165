/** Two ledger databases: every top-up lies whole in the one that its id chooses (decision 39). */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createDatabases, type Databases } from "../../src/adapters/d1/databases.ts";
import { createKeep } from "../../src/adapters/d1/kept.ts";
import { createLedgerDatabases } from "../../src/adapters/d1/ledger-databases.ts";
import { createPayerDirectory } from "../../src/adapters/d1/payer-directory.ts";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { createProvisioningJobs } from "../../src/adapters/d1/provisioning-jobs.ts";
import { createReadModels } from "../../src/adapters/d1/read-models.ts";
import type { BrowsedTopUps, BrowseFilter } from "../../src/app/ports/read-models.ts";
import { payerId, type TopUpId } from "../../src/domain/base/ids.ts";
import { CAST } from "../fixtures/cast.ts";
import { closedPayer } from "../fixtures/payers.ts";
import { batchOf, credited, logOf, paid, requested, returning, T0, topUpId } from "./d1-log.ts";
import { emptyLedger, project, resetTables } from "./d1-world.ts";
import { databases as one } from "./databases.ts";

const NONE: BrowseFilter = {
  states: null,
  serviceId: null,
  brand: null,
  price: null,
  from: null,
  to: null,
  declined: false,
};
/** Top-ups from this one on lie in the second ledger. */
const SPLIT = 5;
const both: Databases = {
  main: env.DB,
  ledgers: async () => [
    { number: 2, from: topUpId(SPLIT), d1: env.LEDGER_2 },
    { number: 1, from: "", d1: env.LEDGER_1 },
  ],
};
const EMAIL = "ada@example.com";
const success = (n: number) =>
  logOf(n, [requested(n), paid(n), credited(n)], n * 10, closedPayer(topUpId(n), EMAIL));
const open = (n: number) => logOf(n, [requested(n), paid(n)], n * 10);
const LOGS = [
  success(2),
  success(4),
  open(5),
  success(6),
  logOf(7, [requested(7), paid(7), returning(7)], 70),
];
const NUMBERS = [2, 4, 5, 6, 7];

beforeEach(async () => {
  await resetTables();
  await emptyLedger(env.LEDGER_2);
});

const idsIn = async (d1: D1Database, table: string, column = "top_up_id") =>
  (
    await d1
      .prepare(`SELECT DISTINCT ${column} AS id FROM ${table} ORDER BY 1`)
      .all<{ id: string }>()
  ).results.map(({ id }) => id);

describe("given a projection of top-ups of two ledgers", () => {
  test("then all rows of each lie in its own, and no row of it in the other", async () => {
    await project(createProjectionStore(both), [batchOf(LOGS)]);
    for (const [table, column] of [
      ["top_up", "id"],
      ["journal_entry", "top_up_id"],
    ] as const) {
      expect(await idsIn(env.LEDGER_1, table, column)).toEqual([2, 4].map(topUpId));
      expect(await idsIn(env.LEDGER_2, table, column)).toEqual([5, 6, 7].map(topUpId));
    }
    expect(await idsIn(env.LEDGER_1, "invoice")).toEqual([2, 4].map(topUpId));
    expect(await idsIn(env.LEDGER_2, "invoice")).toEqual([topUpId(6)]);
    expect(await idsIn(env.LEDGER_1, "activity")).toEqual([2, 4].map(topUpId));
  });

  test("given one ledger is silent: the other is written, and a repetition brings the rest", async () => {
    const gone = new Proxy(env.LEDGER_2, {
      get: (target, key) =>
        key === "batch"
          ? () => Promise.reject(new Error("lost"))
          : Reflect.get(target, key).bind(target),
    });
    const half: Databases = {
      main: env.DB,
      ledgers: async () =>
        (await both.ledgers()).map((each) => (each.number === 2 ? { ...each, d1: gone } : each)),
    };
    await expect(project(createProjectionStore(half), [batchOf(LOGS)])).rejects.toThrow("lost");
    expect(await idsIn(env.LEDGER_1, "top_up", "id")).toEqual([2, 4].map(topUpId));
    expect(await idsIn(env.LEDGER_2, "top_up", "id")).toEqual([]);
    const written = await project(createProjectionStore(both), [batchOf(LOGS)]);
    expect(written.map(({ topUpId: id }) => id).sort()).toEqual([2, 4, 6].map(topUpId));
    expect(new Set(written.map(({ invoiceNumber }) => invoiceNumber)).size).toBe(3);
    expect(await idsIn(env.LEDGER_2, "top_up", "id")).toEqual([5, 6, 7].map(topUpId));
  });
});

describe("given an invoice number of a brand in the first ledger", () => {
  const write = (n: number, number: number) =>
    createProjectionStore(both).project([batchOf([success(n)])], [{ topUpId: topUpId(n), number }]);

  test("then no top-up of the second one gets it too, and nothing of that top-up is written", async () => {
    await write(2, 7);
    await expect(write(6, 7)).rejects.toThrow("an invoice number is given once");
    expect(await idsIn(env.LEDGER_2, "top_up", "id")).toEqual([]);
    expect(await idsIn(env.DB, "lookup")).toEqual([topUpId(2)]);
    await write(6, 8);
    expect(await idsIn(env.LEDGER_2, "invoice")).toEqual([topUpId(6)]);
  });

  test("then its own projection may come again, also where D1 lost the ledger's rows", async () => {
    await write(6, 7);
    await emptyLedger(env.LEDGER_2);
    await write(6, 7);
    expect(await idsIn(env.LEDGER_2, "invoice")).toEqual([topUpId(6)]);
  });
});

describe("given the same top-ups in one ledger and in two", () => {
  const asked = async (on: Databases) => {
    const [models, directory] = [createReadModels(on), createPayerDirectory(on)];
    const list = (filter: Parameters<typeof models.topUps>[1], before: number | null = null) =>
      models.topUps("all", filter, { before: before === null ? null : topUpId(before), limit: 3 });
    const page = (change: Partial<BrowseFilter>, before: number | null = null) =>
      models.browse(
        "all",
        { ...NONE, ...change },
        { before: before === null ? null : topUpId(before), limit: 3 },
      );
    const { serviceUuid } = CAST.ada.service;
    return {
      newest: await list({ by: "service_uuid", value: serviceUuid }),
      older: await list({ by: "service_uuid", value: serviceUuid }, 6),
      ids: await list({ by: "top_ups", value: NUMBERS.map(topUpId) }),
      intent: await list({ by: "intent", value: "pi_4" }),
      transaction: await list({ by: "transaction", value: 1_000_012 }),
      all: await page({}),
      rest: await page({}, 5),
      credited: await page({ states: ["credited"] }),
      unended: await page({ states: ["paid", "refunding"] }),
      unresolved: await models.unresolved("all", 10),
      unfinished: await models.unfinishedServices(null, 10),
      known: await models.knownServices("", 3),
      brands: await models.knownBrands(),
      ended: [...(await models.endedIntents(["pi_2", "pi_5", "pi_6"]))].sort(),
      recent: await models.recentServices({
        engines: ["main"],
        after: topUpId(1),
        limit: 10,
      }),
      reconcile: await models.servicesToReconcile(T0, "", 10),
      purchases: await directory.purchasesOf(payerId(topUpId(4))),
      job: await createProvisioningJobs(on).byNumber(1_000_011),
    };
  };

  test("then every list and search answers the same", async () => {
    await project(createProjectionStore(one()), [batchOf(LOGS)]);
    const inOne = await asked(one());
    expect(inOne.newest.map(({ topUpId: id }) => id)).toEqual([7, 6, 5].map(topUpId));
    expect(inOne.older.map(({ topUpId: id }) => id)).toEqual([5, 4, 2].map(topUpId));
    expect(inOne.purchases).toHaveLength(3);
    await resetTables();
    await project(createProjectionStore(both), [batchOf(LOGS)]);
    expect(await asked(both)).toEqual(inOne);
  });
});

test("page by page, a list of both ledgers is newest first and has each top-up once", async () => {
  await project(createProjectionStore(both), [batchOf(LOGS)]);
  const models = createReadModels(both);
  const { serviceUuid } = CAST.ada.service;
  const pages: string[][] = [[], []];
  let before: TopUpId | null = null;
  for (let n = 0; n < NUMBERS.length; n++) {
    const [row] = await models.topUps(
      "all",
      { by: "service_uuid", value: serviceUuid },
      { before, limit: 1 },
    );
    before = row?.topUpId ?? null;
    pages[0]?.push(before ?? "none");
  }
  let next: TopUpId | null = null;
  do {
    const page: BrowsedTopUps = await models.browse("all", NONE, { before: next, limit: 2 });
    pages[1]?.push(...page.topUps.map(({ topUpId: id }) => id));
    next = page.next;
  } while (next !== null);
  const newestFirst = NUMBERS.toReversed().map(topUpId);
  expect(pages).toEqual([newestFirst, newestFirst]);
});

describe("the ranges", () => {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const keep = () => createKeep({ clock: { now: () => T0 }, log, freshMs: 0 });
  const bound = new Map([
    [1, env.LEDGER_1],
    [2, env.LEDGER_2],
  ]);

  test("are those of the table, and a range that was begun never moves", async () => {
    const ledgers = createLedgerDatabases(env.DB, bound);
    expect(await ledgers.newest()).toMatchObject({ number: 1 });
    await ledgers.begin(2, topUpId(SPLIT), T0);
    await ledgers.begin(2, topUpId(9), T0);
    const found = await createDatabases(env.DB, bound, keep()).ledgers();
    expect(found.map(({ number, from }) => [number, from])).toEqual([
      [2, topUpId(SPLIT)],
      [1, ""],
    ]);
    for (const change of [
      "UPDATE ledger_database SET from_id = 'x'",
      "DELETE FROM ledger_database",
    ]) {
      await expect(env.DB.prepare(change).run()).rejects.toThrow(/append-only/);
    }
    await expect(ledgers.begin(4, topUpId(20), T0)).rejects.toThrow(/after the ones before it/);
    await expect(ledgers.begin(3, topUpId(1), T0)).rejects.toThrow(/after the ones before it/);
  });

  test("a Worker without the binding of a range writes nothing elsewhere", async () => {
    await createLedgerDatabases(env.DB, bound).begin(2, topUpId(SPLIT), T0);
    const old = createDatabases(env.DB, new Map([[1, env.LEDGER_1]]), keep());
    await expect(project(createProjectionStore(old), [batchOf([success(6)])])).rejects.toThrow(
      /LEDGER_2 is not bound/,
    );
    expect(await idsIn(env.LEDGER_1, "top_up", "id")).toEqual([]);
  });
});
