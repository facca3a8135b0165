/**
 * At 10⁵ top-ups in two ledgers, and as much of all else: no statement of the adapters scans what
 * grows with history. `plan-rules.ts` has the rules and the exceptions, `asks-of-*.ts` the calls.
 */
import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import * as ledgerSql from "../../src/adapters/d1/ledger-sql.ts";
import * as projectionSql from "../../src/adapters/d1/projection-sql.ts";
import { emptyLedger, resetTables } from "./d1-world.ts";
import { type Answer, askAll } from "./plans/ask-all.ts";
import { historyOf, writeHistory } from "./plans/history.ts";
import { EXCEPTIONS, EXCEPTIONS_OF_THE_GUIDE, problemsOf } from "./plans/plan-rules.ts";
import {
  type DatabaseName,
  oneLine,
  type Planned,
  plansOf,
  type Recording,
  recordedD1,
} from "./plans/recorded-d1.ts";

const written = { main: env.DB, ledgers: [env.LEDGER_1, env.LEDGER_2] } as const;
const history = historyOf(100_000);
const sources = import.meta.glob("../../src/adapters/d1/*.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});
/** It keeps what others read, or makes its texts from what `saleTables` read. */
const WITHOUT_STATEMENTS = ["createKeep", "createBrands"];

let answer: Answer = { planned: [], factories: [] };
beforeAll(async () => {
  await resetTables();
  await emptyLedger(env.LEDGER_2);
  await writeHistory(written, history);
  answer = await askAll(written, history);
}, 300_000);

/** A query that wrangler is given, and the database. */
const DOCUMENTED = /^in_(main|all_ledgers) "([^"]+)"$/gm;
const documented = Object.values(
  import.meta.glob("../../src/docs/older-queries.md", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
).flatMap((text) =>
  [...text.matchAll(DOCUMENTED)].map(
    ([, where, sql]) => [sql ?? "", where === "main" ? "main" : "ledger"] as const,
  ),
);

/** What a test of one statement would see. */
async function planOf(sql: string, where: DatabaseName = "ledger"): Promise<Planned> {
  const recording: Recording = { runs: [] };
  const d1 = where === "main" ? env.DB : env.LEDGER_2;
  await recordedD1(d1, where, recording).prepare(sql).all();
  const [planned] = await plansOf(recording, () => d1);
  if (!planned) throw new Error("nothing was recorded");
  return planned;
}

test("every adapter is asked", () => {
  const made = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/^export (?:const|function) (create\w+)/gm)].map(([, name]) => name ?? ""),
  );
  expect(made.length).toBeGreaterThan(15);
  const asked = [...answer.factories, ...WITHOUT_STATEMENTS];
  expect(made.filter((name) => !asked.includes(name))).toEqual([]);
});

test("every statement that a source spells is run", () => {
  const run = answer.planned.map(({ sql }) => sql).join("\n");
  const spelled = Object.entries(sources).flatMap(([file, source]) =>
    [...source.matchAll(/[`"]\s*((?:WITH|SELECT|INSERT|UPDATE|DELETE)\s[^`"$\\…]+)/g)].map(
      ([, text]) => ({ file, text: oneLine(text ?? "") }),
    ),
  );
  expect(spelled.length).toBeGreaterThan(50);
  expect(spelled.filter(({ text }) => !run.includes(text))).toEqual([]);
});

test("every statement of a projection is run", () => {
  const run = new Set(answer.planned.map(({ sql }) => sql));
  const all = [...Object.entries(ledgerSql), ...Object.entries(projectionSql)];
  const missing = all.filter(([, statement]) => !run.has(oneLine(statement([]).sql)));
  expect(missing.map(([name]) => name)).toEqual([]);
});

test("no statement scans, sorts or reads what grows with history", () => {
  expect(answer.planned.length).toBeGreaterThan(100);
  expect(answer.planned.flatMap((one) => problemsOf(one))).toEqual([]);
});

test("each exception is needed by a statement", () => {
  const needed = EXCEPTIONS.filter(({ sql }) => answer.planned.some((one) => sql.test(one.sql)));
  expect(EXCEPTIONS.filter((one) => !needed.includes(one))).toEqual([]);
});

test.each([
  ["a scan", "SELECT count(customer_id) AS n FROM top_up", 2],
  ["a search that reads a whole kind", "SELECT max(seq) FROM top_up WHERE service_id > ''", 1],
  ["a sort", "SELECT id FROM top_up WHERE id < 'top_0' ORDER BY price_minor", 1],
])("%s is found", async (_, sql, problems) => {
  expect(problemsOf(await planOf(sql))).toHaveLength(problems);
});

test("the guide has queries of older systems", () => {
  expect(documented.length).toBeGreaterThan(15);
});

test.each(documented)("a documented query goes by an index: %s", async (sql, where) => {
  expect(problemsOf(await planOf(sql, where), EXCEPTIONS_OF_THE_GUIDE)).toEqual([]);
});
