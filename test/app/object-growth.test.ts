/** What a service object asks of its storage costs the same however much it has sold before. */
import { describe, expect, test } from "vitest";
import { encodeForCgrates } from "../../src/adapters/cgrates/encode.ts";
import { refundTopUp } from "../../src/app/operator/refund-top-up.ts";
import { syncTopUp } from "../../src/app/payment/sync-top-up.ts";
import type { TopUpId } from "../../src/domain/base/ids.ts";
import { PayerRows } from "../../src/object/service/payer-rows.ts";
import { Store } from "../../src/object/service/store.ts";
import { UnpaidRows } from "../../src/object/service/unpaid-rows.ts";
import type { Sql } from "../../src/object/storage/sql.ts";
import { customer, operator } from "./actors.ts";
import { fakeObject } from "./fake-object.ts";
import { intentOf, openTopUp, refTo } from "./journeys.ts";
import { memorySql } from "./memory-sql.ts";
import { pagedSql } from "./paged-sql.ts";
import { account, NOW, SERVICE_ID, TestBackend } from "./test-backend.ts";

/** Notes the text of every query, and changes nothing. */
function recorded(sql: Sql): { sql: Sql; queries: string[] } {
  const queries: string[] = [];
  const all: Sql["all"] = (query, ...values) => {
    queries.push(query);
    return sql.all(query, ...values);
  };
  return { sql: { all, transaction: sql.transaction }, queries };
}

const HOUR_MS = 3600_000;

/** One top-up from its request to its refund and into D1, in an object on this storage. */
async function sell(backend: TestBackend, sql: Sql, idempotencyKey: string): Promise<TopUpId> {
  backend.now += HOUR_MS;
  const object = fakeObject(() => backend.now, encodeForCgrates, sql);
  backend.objects.set(SERVICE_ID, object);
  // Blocks are D1's; their fake would read every top-up of the object.
  Object.assign(backend.ports, { payerBlocks: { blockingTopUp: async () => null } });
  const { port, core } = object;
  const opened = await openTopUp(backend, { idempotencyKey });
  const ref = refTo(opened);
  backend.stripe.pay(intentOf(opened));
  await syncTopUp(backend.ports, customer(), ref);
  await refundTopUp(backend.ports, operator("kim"), { ...ref, reason: "asked" });
  const { refundId = "rfd_none" } = (await port.pendingStripeCalls(ref)).refunds[0] ?? {};
  const outcome = { kind: "succeeded", stripeRefundId: "re_1" } as const;
  await port.recordRefund({ ...ref, refundId, outcome });
  const due = await port.pendingNotices({ topUpId: ref.topUpId, once: true });
  for (const kind of due?.notices ?? []) {
    await port.recordNotice({ topUpId: ref.topUpId, kind, answer: "taken" });
  }
  const written = await port.unprojected();
  expect(written?.topUps.map(({ topUpId }) => topUpId)).toEqual([ref.topUpId]);
  if (written) await port.recordProjected({ ...written, invoices: [] });
  core.forgetPayers();
  core.dropUnpaid();
  return ref.topUpId;
}

const SALES = 20;

/** The states of older top-ups than these are not whole, so that 10^5 of them fit in memory. */
const WHOLE = 100;

/**
 * The storage of an object that sold one top-up an hour until now: the same top-up, so many times.
 * D1 has confirmed all of it.
 */
async function storageAfter(
  topUps: number,
  sql = memorySql(),
): Promise<{ sql: Sql; backend: TestBackend }> {
  const backend = new TestBackend();
  await sell(backend, sql, "key-of-the-history");
  const base = Number(sql.all("SELECT max(seq) AS seq FROM event")[0]?.seq);
  const newest = base + topUps;
  const id = "'top_' || printf('%026d', i)";
  const at = `requested_at - i * ${HOUR_MS}`;
  const whole = `json_set(state, '$.request.topUpId', ${id}, '$.requestedAt', ${at})`;
  const copies = {
    event: `SELECT ${base} + i, ${id}, at, type, body FROM copy, event WHERE seq = 1`,
    idempotency_key: `SELECT 'key-' || i, input_hash, ${id} FROM copy, idempotency_key`,
    payer: `SELECT ${id}, payer_id, payer_key || i, sealed, buyer_hash, NULL FROM copy, payer`,
    top_up: `SELECT NULL, ${id}, iif(i <= ${WHOLE}, ${whole}, '{}'), 0, ${at}, ${base} + i,
      ',' || (${base} + i), NULL FROM copy, top_up ORDER BY i DESC`,
  };
  sql.transaction(() => {
    for (const [table, select] of Object.entries(copies)) {
      sql.all(
        `WITH RECURSIVE copy (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM copy WHERE i < ${topUps})
         INSERT INTO ${table} ${select}`,
      );
    }
    sql.all(
      `UPDATE fact SET value = json_set(value, '$.dirtySeq', ${newest}, '$.projectedSeq', ${newest})`,
    );
  });
  for (const table of Object.keys(copies)) {
    const [row] = sql.all(`SELECT count(*) AS n FROM ${table}`);
    expect(row?.n, table).toBeGreaterThanOrEqual(topUps);
  }
  return { sql, backend };
}

const payer = { payerId: "pay_1", payerKey: "k", sealed: "s", buyerHash: "h" } as const;

/** A call of every method that asks the storage and that no sale is sure to reach. */
const CALLS: { readonly [method: string]: (store: Store, id: TopUpId) => unknown } = {
  load: (store) => store.load("top_unknown"),
  newest: (store, id) => expect(store.newest()?.request.topUpId).toBe(id),
  newestFrom: (store) => expect([...store.newestFrom(NOW - HOUR_MS)].length).toBeGreaterThan(1),
  key: (store) => store.key("key-1"),
  keysOf: (store, id) => expect(store.keysOf(id).count).toBe(1),
  log: (store, id) => expect(store.log(id).length).toBeGreaterThan(1),
  changedAfter: (store, id) => expect(store.changedAfter(store.seq - 1, 20)).toEqual([id]),
  newestOf: (store, id) => expect(store.newestOf([id])).toBe(store.seq),
  bucketStates: (store) => store.bucketStates(NOW),
  of: ({ payers }, id) => expect(payers.of(id)).not.toBeNull(),
  sharingKey: ({ payers }, id) => expect(payers.sharingKey([id])).toContain(id),
  page: ({ payers }, id) => payers.page(id, 20),
  setForgetAt: ({ payers }, id) => payers.setForgetAt(id, NOW),
  nextForgetAt: ({ payers }) => expect(payers.nextForgetAt()).toBe(NOW),
  deleteForgettable: ({ payers }) => payers.deleteForgettable(NOW - 1),
  delete: ({ payers }, id) => payers.delete(id),
  setDropAt: ({ unpaid }, id) => unpaid.setDropAt(id, NOW),
  nextDropAt: ({ unpaid }) => expect(unpaid.nextDropAt()).toBe(NOW),
  drop: ({ unpaid }, id) => expect(unpaid.drop(NOW)).toEqual([id]),
};
/** What a sale calls, and what asks nothing. */
const IN_A_SALE = [
  "constructor",
  "forget",
  "facts",
  "seq",
  "open",
  "commit",
  "append",
  "saveFacts",
];
const WRITES_OF_A_SALE = ["save", "saveKey"];

describe("in an object that has sold 100,000 top-ups", () => {
  test("no query reads through a table or an index that grows with them", async () => {
    const { sql: stored, backend } = await storageAfter(100_000);
    const { sql, queries } = recorded(stored);
    const id = await sell(backend, sql, "key-of-one-more");
    const store = new Store(sql);
    store.commit(() => {
      store.payers.save(id, payer);
      for (const call of Object.values(CALLS)) call(store, id);
    });
    const scans = [...new Set(queries)].flatMap((query) =>
      sql
        .all(`EXPLAIN QUERY PLAN ${query}`)
        .map(({ detail }) => `${detail}: ${query.replaceAll(/\s+/g, " ")}`)
        .filter((step) => step.startsWith("SCAN")),
    );
    expect(queries.length).toBeGreaterThan(Object.keys(CALLS).length);
    expect(scans.toSorted()).toEqual([
      // The buckets that count, and no others: a row goes when its bucket has ended.
      expect.stringMatching(/^SCAN bucket: /),
      // The numbers of one top-up's events, and ids that the caller hands over.
      expect.stringMatching(/^SCAN json_each .* DELETE FROM event /),
      expect.stringMatching(/^SCAN json_each .* FROM event /),
      expect.stringMatching(/^SCAN json_each .* FROM payer /),
      // One row per step of the layout, when the object wakes.
      "SCAN schema_step: SELECT name FROM schema_step ORDER BY step",
      "SCAN sqlite_master: SELECT sql FROM sqlite_master WHERE name = 'schema_step'",
      // It ends at the first row.
      expect.stringMatching(/^SCAN top_up USING INDEX sqlite_autoindex_top_up_1: SELECT state/),
    ]);
  });

  test("one more asks as often and writes as many rows as the hundred and first", async () => {
    const costAfter = async (topUps: number) => {
      const { sql: stored, backend } = await storageAfter(topUps);
      const { sql, queries } = recorded(stored);
      const changes = () => Number(stored.all("SELECT total_changes() AS n")[0]?.n);
      const before = changes();
      await sell(backend, sql, "key-of-one-more");
      return { queries: queries.length, rows: changes() - before };
    };
    const few = await costAfter(100);
    expect(await costAfter(100_000)).toEqual(few);
    expect(few.rows).toBeGreaterThan(10);
  });

  test("twenty more write as many pages as twenty after the hundredth", async () => {
    const pagesAfter = async (topUps: number) => {
      const paged = pagedSql();
      const { backend } = await storageAfter(topUps, paged.sql);
      const before = paged.pages();
      for (let n = 0; n < SALES; n += 1) await sell(backend, paged.sql, `key-of-one-more-${n}`);
      const pages = paged.pages() - before;
      paged.close();
      return pages / SALES;
    };
    const few = await pagesAfter(100);
    const many = await pagesAfter(100_000);
    // Where a page of a tree happens to be full, a sale writes a few more than another.
    expect(Math.abs(many / few - 1)).toBeLessThan(0.1);
    expect(many, "pages per sale, from its request to its refund").toBeLessThan(36);
    expect(few, "the count is running").toBeGreaterThan(10);
  });
});

test("buckets that ended cost the object nothing, however many the OCS keeps", async () => {
  const costWith = async (ended: number) => {
    const [paged, backend] = [pagedSql(), new TestBackend()];
    const past = { uuid: "u", id: "plan_old", type: "*data", value: 5, endAt: NOW - 1 };
    const old = Array.from({ length: ended }, (_, n) => ({ ...past, uuid: `u${n}` }));
    const shown = account(2);
    if (shown.kind !== "account") throw new Error("the account is there");
    const buckets = [...shown.buckets, ...old.map((one) => ({ ...one, disabled: false }))];
    backend.reading = { ...shown, buckets };
    await sell(backend, paged.sql, "key-of-one");
    const [facts] = paged.sql.all("SELECT length(value) AS bytes FROM fact");
    const cost = { pages: paged.pages(), bytes: Number(facts?.bytes) };
    paged.close();
    return cost;
  };
  expect(await costWith(1000)).toEqual(await costWith(0));
});

test("every method of the storage is among those that are looked at", () => {
  const methods = [Store, PayerRows, UnpaidRows].flatMap((one) =>
    Object.getOwnPropertyNames(one.prototype),
  );
  const looked = [...Object.keys(CALLS), ...IN_A_SALE, ...WRITES_OF_A_SALE];
  expect([...new Set(methods)].toSorted()).toEqual(looked.toSorted());
});
