import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { ACCOUNT_NUMBERS } from "../../src/adapters/d1/account-numbers.ts";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { batchOf, credited, logOf, paid, requested, topUpId } from "./d1-log.ts";
import { all, project, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

const runInMain = (sql: string) => env.DB.prepare(sql).run();
const run = (sql: string) => env.LEDGER_1.prepare(sql).run();
const entry = (topUp: string, n: number, postings: readonly unknown[]) =>
  `INSERT INTO journal_entry (top_up_id, n, kind, seq, at, postings)
   VALUES ('${topUp}', ${n}, 'received', 1, 1, '${JSON.stringify(postings)}')`;

beforeEach(async () => {
  await resetTables();
  const whole = logOf(1, [requested(1), paid(1), credited(1)]);
  await project(createProjectionStore(databases()), [batchOf([whole])]);
});

describe("given a written ledger", () => {
  test.each([
    ["journal_entry", "kind = 'x'"],
    ["invoice", "amount_minor = 1"],
  ])("then no row of %s can be changed or deleted", async (table, change) => {
    const before = await all(`SELECT * FROM ${table}`);
    expect(before.length).toBeGreaterThan(0);
    await expect(run(`UPDATE ${table} SET ${change}`)).rejects.toThrow(/append-only/);
    await expect(run(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
    await expect(run(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).rejects.toThrow();
    expect(await all(`SELECT * FROM ${table}`)).toEqual(before);
  });

  test("then an entry is written once", async () => {
    const more = [
      [7, 5, "usd"],
      [6, -5, "usd"],
    ];
    await expect(run(entry(topUpId(1), 1, more))).rejects.toThrow(/append-only/);
  });

  test("then every account has its name in the view, and a number of its own", async () => {
    const numbers = Object.entries(ACCOUNT_NUMBERS).map(([, number]) => number);
    const postings = numbers.map((number, i) => [number, i < 4 ? 5 : -5, "usd"]);
    await run(entry("top_x", 1, postings));
    const named = await all("SELECT account FROM posting WHERE entry_id = 'top_x:1' ORDER BY n");
    expect(named.map(({ account }) => account)).toEqual(Object.keys(ACCOUNT_NUMBERS));
  });

  test.each([
    [
      "balanced across currencies only",
      [
        [1, 5, "usd"],
        [2, -5, "eur"],
      ],
      /balance/,
    ],
    [
      "out by a cent",
      [
        [1, 5, "usd"],
        [2, -4, "usd"],
      ],
      /balance/,
    ],
    ["one-sided", [[7, 5, "usd"]], /balance/],
    ["without postings", [], /a posting is/],
    [
      "of half a cent",
      [
        [1, 0.5, "usd"],
        [2, -0.5, "usd"],
      ],
      /a posting is/,
    ],
    [
      "of nothing",
      [
        [1, 0, "usd"],
        [2, 0, "usd"],
      ],
      /a posting is/,
    ],
    [
      "of text",
      [
        [1, "5", "usd"],
        [2, "-5", "usd"],
      ],
      /a posting is/,
    ],
    [
      "without a currency",
      [
        [1, 5],
        [2, -5],
      ],
      /a posting is/,
    ],
    [
      "of a currency that is none",
      [
        [1, 5, "US"],
        [2, -5, "US"],
      ],
      /a posting is/,
    ],
    [
      "without an account",
      [
        [null, 5, "usd"],
        [2, -5, "usd"],
      ],
      /a posting is/,
    ],
    [
      "of an account that is none",
      [
        [9, 5, "usd"],
        [2, -5, "usd"],
      ],
      /a posting is/,
    ],
  ] as const)("then an entry that is %s is refused", async (_how, postings, why) => {
    await expect(run(entry("top_x", 1, postings))).rejects.toThrow(why);
    expect(await all("SELECT * FROM posting WHERE entry_id = 'top_x:1'")).toEqual([]);
  });

  test.each([1, 0, -1])("then invoice number %i beside 1 is refused", async (number) => {
    const copy = `INSERT INTO invoice SELECT 99, brand, ${number}, top_up_id, buyer_hash,
      sale_title, amount_minor, currency, issued_at, paid_at
      FROM invoice`;
    await expect(run(copy)).rejects.toThrow(/given once/);
    const replacing = copy.replace("INSERT", "INSERT OR REPLACE");
    await expect(run(replacing)).rejects.toThrow(/given once/);
    expect(await all("SELECT invoice_id FROM invoice")).toHaveLength(1);
  });

  test("then unknown kinds are refused", async () => {
    await expect(runInMain("UPDATE service SET status = 'asleep'")).rejects.toThrow(/CHECK/);
    await expect(runInMain("UPDATE service SET ordinal = 0")).rejects.toThrow(/CHECK/);
  });

  test("then two services cannot share an OCS account", async () => {
    const clash = "UPDATE service SET account = 'same'";
    await expect(runInMain(clash)).rejects.toThrow(/UNIQUE/);
  });
});
