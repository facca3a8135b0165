/** The books in D1. Every write may be repeated; every method throws when D1 does not answer. */
import { type SQL, sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import type {
  Books,
  Finding,
  NumberedInvoice,
  ProjectionBatch,
  UnnumberedInvoice,
} from "../../actions/register-port.ts";
import { field } from "./bulk.ts";
import { projectionStatements } from "./projection.ts";
import { type ReadLog, readLog } from "./read-log.ts";
import { invoiceRow } from "./rows.ts";
import { finding, webhookInbox } from "./schema-top-up.ts";
import { createSweepReads } from "./sweep-reads.ts";
import { invoiceNumberSql } from "./wording.ts";

export function createBooks(d1: D1Database): Books {
  const db = drizzle(d1);
  return {
    unnumbered: (batches) => unnumbered(db, batches),
    project: (batches, numbers) => project(d1, batches, numbers),
    async inbox(row) {
      await db.insert(webhookInbox).values(row).onConflictDoNothing();
    },
    raise: (found) => raise(db, found),
    ...createSweepReads(db),
  };
}

interface Numbered {
  readonly serviceId: string;
  readonly topUpId: string;
  readonly invoiceNumber: string;
}
const dialect = new SQLiteAsyncDialect();

/**
 * One batch = one transaction. Straight to D1, because drizzle's batch refuses raw statements with
 * parameters. Only those numbers are answered which the logs at hand do not hold yet.
 */
async function project(
  d1: D1Database,
  batches: readonly ProjectionBatch[],
  numbers: readonly NumberedInvoice[],
): Promise<Numbered[]> {
  const reads = readAll(batches);
  const given = new Map(numbers.map(({ topUpId, number }) => [topUpId, number]));
  const writes = projectionStatements(reads, given);
  if (writes.length === 0) return [];
  const born = reads.filter((read) => read.topUp.invoiceNumber === null).flatMap(invoiceIdOf);
  const statements = [...writes, numbersOf(born)].map((statement) => {
    const query = dialect.sqlToQuery(statement);
    return d1.prepare(query.sql).bind(...query.params);
  });
  const results = await d1.batch<Numbered>(statements);
  return results.at(-1)?.results ?? [];
}

const readAll = (batches: readonly ProjectionBatch[]): ReadLog[] =>
  batches.flatMap((batch) => batch.topUps.filter((t) => t.events.length > 0).map(readLog));

/** D1 is only asked when a log without a number is at hand: once in the life of an invoice. */
async function unnumbered(
  db: DrizzleD1Database,
  batches: readonly ProjectionBatch[],
): Promise<readonly UnnumberedInvoice[]> {
  const rows = readAll(batches).flatMap((read) => {
    const row = invoiceRow(read);
    return row && row.number === null ? [row] : [];
  });
  if (rows.length === 0) return [];
  return db.all<UnnumberedInvoice>(sql`SELECT ${field("topUpId")} AS topUpId,
      ${field("serviceId")} AS serviceId, ${field("brand")} AS brand,
      coalesce((SELECT max(number) FROM invoice WHERE brand = ${field("brand")}), 0) AS above
    FROM json_each(${JSON.stringify(rows)})
    WHERE NOT EXISTS (SELECT 1 FROM invoice
      WHERE invoice_id = ${field("invoiceId")} AND top_up_id = ${field("topUpId")})
    ORDER BY ${field("invoiceId")}`);
}

const invoiceIdOf = (read: ReadLog): number[] => {
  const row = invoiceRow(read);
  return row ? [row.invoiceId] : [];
};

function numbersOf(invoiceIds: readonly number[]): SQL {
  return sql`SELECT service_id AS serviceId, top_up_id AS topUpId,
      ${sql.raw(invoiceNumberSql("number"))} AS invoiceNumber
    FROM invoice WHERE invoice_id IN (SELECT value FROM json_each(${JSON.stringify(invoiceIds)}))
    ORDER BY invoice_id`;
}

/** The same finding again is one row; a closed one is opened anew. */
async function raise(db: DrizzleD1Database, found: Finding): Promise<void> {
  await db
    .insert(finding)
    .values({ ...found, source: "outside" })
    .onConflictDoUpdate({
      target: [finding.topUpId, finding.kind, finding.source, finding.serviceId],
      set: { detail: found.detail, openedAt: found.openedAt, closedAt: null },
      setWhere: sql`${finding.closedAt} IS NOT NULL AND ${finding.closedAt} <= ${found.openedAt}`,
    });
}
