import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { batchOf, credited, logOf, paid, requested, topUpId } from "./d1-log.ts";
import { all, project, resetTables } from "./d1-world.ts";

const run = (sql: string) => env.DB.prepare(sql).run();
const POSTING = "INSERT INTO posting (entry_id, n, account, amount_minor, currency) VALUES";
const entry = (entryId: string) =>
  `INSERT INTO journal_entry (entry_id, top_up_id, service_id, brand, kind, seq, at)
   VALUES ('${entryId}', 'top_x', 'svc_x', 'default', 'received', 1, 1)`;

beforeEach(async () => {
  await resetTables();
  const whole = logOf(1, [requested(1), paid(1), credited(1)]);
  await project(createProjectionStore(env.DB), [batchOf([whole])]);
});

describe("given a written ledger", () => {
  test.each([
    ["journal_entry", "kind = 'x'"],
    ["posting", "amount_minor = 1"],
    ["invoice", "amount_minor = 1"],
    ["ledger_transaction", "title = 'x'"],
  ])("then no row of %s can be changed or deleted", async (table, change) => {
    const before = await all(`SELECT * FROM ${table}`);
    expect(before.length).toBeGreaterThan(0);
    await expect(run(`UPDATE ${table} SET ${change}`)).rejects.toThrow(/append-only/);
    await expect(run(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
    await expect(run(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).rejects.toThrow();
    expect(await all(`SELECT * FROM ${table}`)).toEqual(before);
  });

  test("then a closed entry takes no more postings", async () => {
    const more = `${POSTING} ('${topUpId(1)}:1', 9, 'losses', 5, 'usd')`;
    await expect(run(more)).rejects.toThrow(/closed/);
  });

  test.each([
    ["one-sided", "('x:1', 1, 'losses', 5, 'usd')"],
    ["balanced across currencies only", "('x:1', 1, 'a', 5, 'usd'), ('x:1', 2, 'b', -5, 'eur')"],
  ])("then an entry that is %s is refused, with its postings", async (_how, values) => {
    const batch = [env.DB.prepare(`${POSTING} ${values}`), env.DB.prepare(entry("x:1"))];
    await expect(env.DB.batch(batch)).rejects.toThrow(/balance/);
    expect(await all("SELECT * FROM posting WHERE entry_id = 'x:1'")).toEqual([]);
  });

  test("then an entry without postings is refused", async () => {
    await expect(run(entry("x:1"))).rejects.toThrow(/balance/);
  });

  test.each([1, 0, -1])("then invoice number %i beside 1 is refused", async (number) => {
    const copy = `INSERT INTO invoice SELECT 99, brand, ${number}, title, top_up_id, service_id,
      customer_id, payer_id, buyer_hash, amount_minor, currency, issued_at, paid_at, reference,
      sale_transaction
      FROM invoice`;
    await expect(run(copy)).rejects.toThrow(/given once/);
    const replacing = copy.replace("INSERT", "INSERT OR REPLACE");
    await expect(run(replacing)).rejects.toThrow(/given once/);
    expect(await all("SELECT invoice_id FROM invoice")).toHaveLength(1);
  });

  test("then half cents and unknown kinds are refused", async () => {
    await expect(run(`${POSTING} ('x:1', 1, 'a', 5.5, 'usd')`)).rejects.toThrow();
    await expect(run("UPDATE service SET status = 'asleep'")).rejects.toThrow(/CHECK/);
    await expect(run("UPDATE service SET ordinal = 0")).rejects.toThrow(/CHECK/);
  });

  test("then two services cannot share an OCS account", async () => {
    const clash = "UPDATE service SET account = 'same'";
    await expect(run(clash)).rejects.toThrow(/UNIQUE/);
  });
});
