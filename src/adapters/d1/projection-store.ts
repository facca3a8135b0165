/** Writes the projection. Each write may be repeated; each method throws when D1 is silent. */
import type {
  NumberedInvoice,
  ProjectionBatch,
  ProjectionStore,
  UnnumberedInvoice,
  WrittenInvoice,
} from "../../app/ports/projection-store.ts";
import type { Bound } from "./bulk.ts";
import * as statements from "./projection-sql.ts";
import { projectionStatements } from "./projection-statements.ts";
import { type ReadLog, readLog } from "./read-log.ts";
import { invoiceRow } from "./rows.ts";

export function createProjectionStore(d1: D1Database): ProjectionStore {
  return {
    unnumbered: (batches) => unnumbered(d1, batches),
    async dropDeclined(before, limit) {
      const { meta } = await d1
        .prepare(
          `DELETE FROM declined_top_up WHERE id IN (
             SELECT id FROM declined_top_up WHERE id < ?1 ORDER BY id LIMIT ?2)`,
        )
        .bind(before, limit)
        .run();
      return meta.changes;
    },
    project: (batches, numbers) => project(d1, batches, numbers),
  };
}

const prepare = (d1: D1Database, { sql, rows }: Bound) => d1.prepare(sql).bind(rows);

/**
 * One D1 batch, so one transaction. It does not use drizzle, whose batch refuses raw statements
 * with parameters. The answer has the numbers of invoices that are not in their logs yet.
 */
async function project(
  d1: D1Database,
  batches: readonly ProjectionBatch[],
  numbers: readonly NumberedInvoice[],
): Promise<WrittenInvoice[]> {
  const reads = readAll(batches);
  const given = new Map(numbers.map(({ topUpId, number }) => [topUpId, number]));
  const writes = projectionStatements(reads, given);
  if (writes.length === 0) return [];
  const born = reads.filter((read) => read.topUp.invoiceNumber === null).flatMap(invoiceIdOf);
  const all = [...writes, statements.numbersOf(born)].map((bound) => prepare(d1, bound));
  const results = await d1.batch<WrittenInvoice>(all);
  return results.at(-1)?.results ?? [];
}

const readAll = (batches: readonly ProjectionBatch[]): ReadLog[] =>
  batches.flatMap((batch) => batch.topUps.filter((t) => t.events.length > 0).map(readLog));

/** Asks D1 only when a log has an invoice without a number: once in the life of an invoice. */
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
