/**
 * `node test/bench/d1-million.ts [--count 1000000] [--write]`: every statement of the adapters of
 * D1, asked once at a million top-ups in two ledgers and as much of all else, on disk. It prints
 * those that read most rows and those that took longest, ms in SQLite alone, and what breaks the
 * rules of test/adapters/plans/plan-rules.ts. `--write` renews D1-MILLION.md.
 */
import { rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { type Answer, askAll } from "../adapters/plans/ask-all.ts";
import { historyOf, type Written, writeHistory } from "../adapters/plans/history.ts";
import { NOW } from "../adapters/plans/history-facts.ts";
import { problemsOf } from "../adapters/plans/plan-rules.ts";
import type { Planned } from "../adapters/plans/recorded-d1.ts";
import { run } from "../dev/d1.ts";
import { ROOT } from "../dev/paths.ts";
import { castStatements } from "../fixtures/cast.ts";
import { type DatabaseKind, migrationTexts } from "../simulation/world/d1.ts";
import { tableOf } from "./turns.ts";

const FOLDER = `${ROOT}.tmp/d1-million`;
const EMPTY = "export default { fetch: () => new Response(null, { status: 404 }) };";
const SHOWN = 12;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: "string", default: "1000000" },
      write: { type: "boolean", default: false },
    },
  });
  const history = historyOf(Number(values.count));
  rmSync(FOLDER, { recursive: true, force: true });
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: 0,
      cf: false,
      resourcePersistencePath: FOLDER,
      d1Databases: { DB: "main", LEDGER_1: "ledger-1", LEDGER_2: "ledger-2" },
      modules: [{ type: "ESModule", path: "empty.js", contents: EMPTY }],
    }),
  );
  try {
    const [db, first, second] = await Promise.all(
      ["DB", "LEDGER_1", "LEDGER_2"].map((name) => mf.getD1Database(name)),
    );
    if (!db || !first || !second) throw new Error("Miniflare made no databases");
    const written: Written = { main: db, ledgers: [first, second] };
    await migrate(db, "main");
    for (const ledger of written.ledgers) await migrate(ledger, "ledger");
    await run(db, castStatements(NOW));
    const began = Date.now();
    await writeHistory(written, history);
    console.log(`written in ${Math.round((Date.now() - began) / 1000)} s`);
    const text = reportOf(await askAll(written, history), history.count, await bytesOf(written));
    console.log(text);
    if (values.write) writeFileSync(new URL("D1-MILLION.md", import.meta.url), text);
  } finally {
    await mf.dispose();
    rmSync(FOLDER, { recursive: true, force: true });
  }
}

/** A statement ends with `;` at the end of a line (migrations/README.md). */
async function migrate(d1: D1Database, kind: DatabaseKind): Promise<void> {
  for (const text of migrationTexts(kind)) {
    for (const statement of text.split(/;\n/)) {
      if (/^\s*[A-Z]/m.test(statement)) await d1.prepare(statement).run();
    }
  }
}

async function bytesOf({ main: db, ledgers }: Written): Promise<number> {
  const sizes = await Promise.all(
    [db, ...ledgers].map(async (one) => (await one.prepare("SELECT 1").all()).meta.size_after),
  );
  return sizes.reduce((sum, size) => sum + (size ?? 0), 0);
}

function reportOf({ planned }: Answer, count: number, bytes: number): string {
  const table = (by: (one: Planned) => number) =>
    tableOf([
      "rows read | ms | database | statement",
      "---|---|---|---",
      ...planned
        .toSorted((a, b) => by(b) - by(a))
        .slice(0, SHOWN)
        .map(lineOf),
    ]);
  const problems = planned.flatMap((one) => problemsOf(one));
  const quick = planned.filter(({ ms }) => ms < 5).length;
  return [
    `# D1 at ${count.toLocaleString("en")} top-ups`,
    `Written by \`node test/bench/d1-million.ts --write\` (${cpus().length} cores, load average ${loadavg()[0]?.toFixed(1)}). Two ledgers and the main database on disk, ${(bytes / 1e9).toFixed(1)} GB; time in SQLite alone, the most of a statement's runs.`,
    `${planned.length} statements: ${quick} took less than 5 ms; ${problems.length} break a rule of \`test/adapters/plans/plan-rules.ts\`.`,
    ...problems,
    "## Most rows read",
    table(({ rowsRead }) => rowsRead),
    "## Longest",
    table(({ ms }) => ms),
    "",
  ].join("\n\n");
}

function lineOf({ rowsRead, ms, database, sql }: Planned): string {
  const short = sql.replace(/^select .*? from /i, "SELECT … FROM ").slice(0, 120);
  return `${rowsRead} | ${ms.toFixed(0)} | ${database} | \`${short.replaceAll("|", "\\|")}\``;
}

await main();
