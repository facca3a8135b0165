/** The books in D1. Every write may be repeated; every method throws when D1 does not answer. */
import { type SQL, sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import type { Books, Finding, ProjectionBatch } from "../../actions/register-port.ts";
import { projectionStatements } from "./projection.ts";
import { type ReadLog, readLog } from "./read-log.ts";
import { invoiceRow } from "./rows.ts";
import { finding, webhookInbox } from "./schema-top-up.ts";
import { createSweepReads } from "./sweep-reads.ts";
import { invoiceNumberSql } from "./wording.ts";

export function createBooks(d1: D1Database): Books {
  const db = drizzle(d1);
  return {
    project: (batches) => project(d1, batches),
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
async function project(d1: D1Database, batches: readonly ProjectionBatch[]): Promise<Numbered[]> {
  const reads = batches.flatMap((batch) =>
    batch.topUps.filter((t) => t.events.length > 0).map(readLog),
  );
  const writes = projectionStatements(reads);
  if (writes.length === 0) return [];
  const born = reads.filter((read) => read.topUp.invoiceNumber === null).flatMap(invoiceIdOf);
  const statements = [...writes, numbersOf(born)].map((statement) => {
    const query = dialect.sqlToQuery(statement);
    return d1.prepare(query.sql).bind(...query.params);
  });
  const results = await d1.batch<Numbered>(statements);
  return results.at(-1)?.results ?? [];
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
