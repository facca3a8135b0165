/** The books in D1. Every write may be repeated; every method throws when D1 does not answer. */
import { sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type {
  Books,
  Finding,
  NumberedInvoice,
  ProjectionBatch,
  UnnumberedInvoice,
} from "../../app/ports/register.ts";
import type { Bound } from "./bulk.ts";
import * as statements from "./projection-sql.ts";
import { projectionStatements } from "./projection-statements.ts";
import { type ReadLog, readLog } from "./read-log.ts";
import { createReadModels } from "./read-models.ts";
import { invoiceRow } from "./rows.ts";
import { finding } from "./schema-top-up.ts";

export function createProjectionStore(d1: D1Database): Books {
  const db = drizzle(d1);
  return {
    unnumbered: (batches) => unnumbered(d1, batches),
    project: (batches, numbers) => project(d1, batches, numbers),
    async append(row) {
      await prepare(d1, statements.inboxRows([row])).run();
    },
    raise: (found) => raiseFinding(db, found),
    ...createReadModels(db),
  };
}

interface WrittenNumber {
  readonly serviceId: string;
  readonly topUpId: string;
  readonly invoiceNumber: string;
}
const prepare = (d1: D1Database, { sql, rows }: Bound) => d1.prepare(sql).bind(rows);

/**
 * One batch = one transaction. Straight to D1, because drizzle's batch refuses raw statements with
 * parameters. Only those numbers are answered which the logs at hand do not hold yet.
 */
async function project(
  d1: D1Database,
  batches: readonly ProjectionBatch[],
  numbers: readonly NumberedInvoice[],
): Promise<WrittenNumber[]> {
  const reads = readAll(batches);
  const given = new Map(numbers.map(({ topUpId, number }) => [topUpId, number]));
  const writes = projectionStatements(reads, given);
  if (writes.length === 0) return [];
  const born = reads.filter((read) => read.topUp.invoiceNumber === null).flatMap(invoiceIdOf);
  const all = [...writes, statements.numbersOf(born)].map((bound) => prepare(d1, bound));
  const results = await d1.batch<WrittenNumber>(all);
  return results.at(-1)?.results ?? [];
}

const readAll = (batches: readonly ProjectionBatch[]): ReadLog[] =>
  batches.flatMap((batch) => batch.topUps.filter((t) => t.events.length > 0).map(readLog));

/** D1 is only asked when a log without a number is at hand: once in the life of an invoice. */
async function unnumbered(
  d1: D1Database,
  batches: readonly ProjectionBatch[],
): Promise<readonly UnnumberedInvoice[]> {
  const rows = readAll(batches).flatMap((read) => {
    const row = invoiceRow(read);
    return row && row.number === null ? [row] : [];
  });
  if (rows.length === 0) return [];
  const { results } = await prepare(
    d1,
    statements.unnumberedInvoices(rows),
  ).all<UnnumberedInvoice>();
  return results;
}

const invoiceIdOf = (read: ReadLog): number[] => {
  const row = invoiceRow(read);
  return row ? [row.invoiceId] : [];
};

/** The same finding again is one row; a closed one is opened anew. */
async function raiseFinding(db: DrizzleD1Database, found: Finding): Promise<void> {
  await db
    .insert(finding)
    .values({ ...found, source: "outside" })
    .onConflictDoUpdate({
      target: [finding.topUpId, finding.kind, finding.source, finding.serviceId],
      set: { detail: found.detail, openedAt: found.openedAt, closedAt: null },
      setWhere: sql`${finding.closedAt} IS NOT NULL AND ${finding.closedAt} <= ${found.openedAt}`,
    });
}
