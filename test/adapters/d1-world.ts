/** A D1 with nothing but the cast in it, and a meter of the rows that it writes. */
import { env } from "cloudflare:workers";
import { DAYS_BUCKET } from "../../src/adapters/cgrates/days-bucket.ts";
import { encodeForCgrates } from "../../src/adapters/cgrates/encode.ts";
import { createBrands } from "../../src/adapters/d1/brands.ts";
import type { Databases } from "../../src/adapters/d1/databases.ts";
import { createDeploymentFindings } from "../../src/adapters/d1/deployment-findings.ts";
import { createKeep } from "../../src/adapters/d1/kept.ts";
import { badRowReporter } from "../../src/adapters/d1/read-rows.ts";
import { createRegister } from "../../src/adapters/d1/register.ts";
import { saleTables } from "../../src/adapters/d1/sale-tables.ts";
import { createInvoiceSequence } from "../../src/adapters/objects/invoice-sequence.ts";
import type { InvoiceSequence } from "../../src/app/ports/invoice-sequence.ts";
import type { Log } from "../../src/app/ports/log.ts";
import type { ProjectionBatch, ProjectionStore } from "../../src/app/ports/projection-store.ts";
import { brandOf } from "../fixtures/brands.ts";
import { castStatements } from "../fixtures/cast.ts";
import { T0 } from "./d1-log.ts";
import { databaseOf, databases } from "./databases.ts";

/** The tables that the projection writes in the main database, and in a ledger. */
export const PROJECTED_MAIN = [
  "declined_top_up",
  "finding",
  "approval_request",
  "lookup",
  "erased_payer",
  "audited_service",
  "sequence_backup",
];
export const PROJECTED_LEDGER = ["journal_entry", "invoice", "top_up", "activity"];
const REGISTER = [
  "service_address",
  "link",
  "offer",
  "service",
  "customer",
  "brand",
  "brand_history",
  "deployment",
  "deployment_finding",
];
const TABLES = [...PROJECTED_MAIN, "webhook_inbox", "payment_binding", ...REGISTER];

let resets = 0;

/** The register with its brands, and what it logged; reads are kept for `freshMs`. */
export function registerWith({ d1 = env.DB, freshMs = 0, now = () => Date.now() } = {}) {
  const logged: { readonly event: string; readonly fields: unknown }[] = [];
  const line = (event: string, fields: unknown) => void logged.push({ event, fields });
  const log: Log = {
    info: line,
    warn: line,
    error: (event, _fault, fields) => line(event, fields),
  };
  const clock = { now };
  const keep = createKeep({ clock, log, freshMs });
  const engines = { names: ["main"], encode: encodeForCgrates };
  const findings = createDeploymentFindings(d1, { clock, engines });
  const report = badRowReporter(findings, { log, clock });
  const tables = saleTables(d1, keep);
  const accentOf = (colour: string) => ({ light: colour, dark: colour });
  const brands = createBrands({ tables, report, log, clock, configured: brandOf(), accentOf });
  const pricePerDay = { minor: 1000, currency: "usd" };
  const register = createRegister(d1, {
    pricePerDay,
    daysBucketOf: () => DAYS_BUCKET,
    brands,
    engines,
    keep,
    report,
  });
  return { register, brands, findings, tables, report, logged };
}
/** The register alone; nothing is kept while D1 answers. */
export const registerOn = (d1: D1Database) => registerWith({ d1 }).register;

/** Gets numbers for these batches from real invoice sequences, then writes the batches. */
export async function project(
  projectionStore: ProjectionStore,
  batches: readonly ProjectionBatch[],
) {
  const byBrand = Map.groupBy(await projectionStore.unnumbered(batches), ({ brand }) => brand);
  const numbers = await Promise.all(
    [...byBrand].map(([brand, invoices]) => invoiceSequence(brand).numberInvoices({ invoices })),
  );
  return projectionStore.project(batches, numbers.flat());
}
/** A brand's invoice sequence of this test, which a restore of D1 does not change. */
export const invoiceSequence = (brand = "default"): InvoiceSequence => {
  const name = `sequence:${brand} of test ${resets}`;
  return createInvoiceSequence(env.KEYED.get(env.KEYED.idFromName(name)));
};

/** Empties every table and inserts the cast; the invoice sequence is a new one. */
export async function resetTables(): Promise<void> {
  resets += 1;
  await emptyTables();
  await env.DB.batch(
    castStatements(T0).map(({ sql, params }) => env.DB.prepare(sql).bind(...params)),
  );
}

/** Empties these tables; their triggers against deleting are dropped meanwhile. */
export async function emptyTables(
  tables: readonly string[] = TABLES,
  ledgerTables: readonly string[] = PROJECTED_LEDGER,
): Promise<void> {
  await emptyIn(env.DB, tables);
  await emptyIn(env.LEDGER_1, ledgerTables);
  await emptyIn(env.DB, ["ledger_database WHERE number > 1"]);
}
export const emptyLedger = (d1: D1Database): Promise<void> => emptyIn(d1, PROJECTED_LEDGER);
async function emptyIn(d1: D1Database, tables: readonly string[]): Promise<void> {
  const { results: guards } = await d1
    .prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%_no_delete'",
    )
    .all<{ name: string; sql: string }>();
  await d1.batch([
    ...guards.map(({ name }) => d1.prepare(`DROP TRIGGER ${name}`)),
    ...tables.map((table) => d1.prepare(`DELETE FROM ${table}`)),
    ...guards.map(({ sql }) => d1.prepare(sql)),
  ]);
}

type Row = Record<string, string | number | null>;
export async function all<T = Row>(sql: string, ...values: (string | number)[]): Promise<T[]> {
  const statement = databaseOf(sql).prepare(sql);
  return (await statement.bind(...values).all<T>()).results;
}
export async function one(sql: string, ...values: (string | number)[]): Promise<Row> {
  const rows = await all(sql, ...values);
  if (rows.length !== 1 || !rows[0]) throw new Error(`${rows.length} rows: ${sql}`);
  return rows[0];
}

/** Counts the written rows of every statement in all databases, index rows included. */
export function meteredDatabases(): {
  readonly databases: Databases;
  readonly main: D1Database;
  rowsWritten(): number;
} {
  const [main, ledger] = [metered(env.DB), metered(env.LEDGER_1)];
  return {
    databases: databases({ main: main.db, ledger: ledger.db }),
    main: main.db,
    rowsWritten: () => main.rowsWritten() + ledger.rowsWritten(),
  };
}

function metered(d1: D1Database): { db: D1Database; rowsWritten: () => number } {
  let written = 0;
  const meter = (result: D1Result) => {
    written += result.meta.rows_written;
    return result;
  };
  const db = new Proxy(d1, {
    get(target, key) {
      if (key === "batch") {
        return async (statements: D1PreparedStatement[]) =>
          (await target.batch(statements)).map(meter);
      }
      if (key === "prepare") {
        return (sql: string) => meteredStatement(target.prepare(sql), meter);
      }
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { db, rowsWritten: () => written };
}

/** A batch needs the statement itself; its own methods are metered. */
function meteredStatement(
  statement: D1PreparedStatement,
  meter: (result: D1Result) => D1Result,
): D1PreparedStatement {
  const run = statement.run.bind(statement);
  const bind = statement.bind.bind(statement);
  return Object.assign(statement, {
    bind: (...values: unknown[]) => meteredStatement(bind(...values), meter),
    run: async () => meter(await run()),
  });
}
