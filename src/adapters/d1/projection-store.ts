/**
 * Writes the projection. Each write may be repeated; each method throws when D1 is silent.
 *
 * One projection is three steps, because no transaction spans two databases: it reads what the
 * ledgers know, commits the main database, then commits each ledger. A repetition heals a crash
 * between any two of them: nothing counts as projected before the last one.
 */
import type {
  NumberedInvoice,
  ProjectionBatch,
  ProjectionStore,
  UnnumberedInvoice,
  WrittenInvoice,
} from "../../app/ports/projection-store.ts";
import type { CustomerId, TopUpId } from "../../domain/base/ids.ts";
import type { Bound } from "./bulk.ts";
import { byLedger, type Databases, type Ledger } from "./databases.ts";
import * as statements from "./ledger-sql.ts";
import { backedUpNumbers } from "./projection-sql.ts";
import {
  forLedger,
  type Known,
  type KnownTopUp,
  ledgerStatements,
  mainStatements,
} from "./projection-statements.ts";
import { type ReadLog, readLog } from "./read-log.ts";
import { invoiceRow } from "./rows.ts";

export function createProjectionStore(databases: Databases): ProjectionStore {
  return {
    unnumbered: (batches) => unnumbered(databases, batches),
    async dropDeclined(before, limit) {
      const { meta } = await databases.main
        .prepare(
          `DELETE FROM declined_top_up WHERE id IN (
             SELECT id FROM declined_top_up WHERE id < ?1 ORDER BY id LIMIT ?2)`,
        )
        .bind(before, limit)
        .run();
      return meta.changes;
    },
    dropJobSteps: (span, limit) => dropJobSteps(databases, span, limit),
    project: (batches, numbers) => project(databases, batches, numbers),
  };
}

const prepare = (d1: D1Database, { sql, rows }: Bound) => d1.prepare(sql).bind(rows);
const rowsOf = async <T>(d1: D1Database, bound: Bound): Promise<readonly T[]> =>
  (await prepare(d1, bound).all<T>()).results;
const idOf = ({ topUp }: ReadLog): TopUpId => topUp.request.topUpId;

/**
 * One batch per database, so one transaction each. It does not use drizzle, whose batch refuses
 * raw statements with parameters. Answers with the numbers of invoices that no log has yet.
 */
async function project(
  { main, ledgers }: Databases,
  batches: readonly ProjectionBatch[],
  numbers: readonly NumberedInvoice[],
): Promise<WrittenInvoice[]> {
  const reads = readAll(batches);
  const parts = byLedger(await ledgers(), forLedger(reads), idOf);
  const known = await knownOf(parts, numbers);
  const customers = await writeMain(main, mainStatements(reads, known));
  const written = await Promise.allSettled(
    parts.map(([{ d1 }, mine]) => writeLedger(d1, ledgerStatements(mine, customers, known))),
  );
  const serviceOf = new Map(reads.map((read) => [idOf(read), read.topUp.request.serviceId]));
  return written.flatMap((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value.flatMap(({ topUpId, invoiceNumber }) => {
      const serviceId = serviceOf.get(topUpId);
      return serviceId ? [{ serviceId, topUpId, invoiceNumber }] : [];
    });
  });
}

type Parts = readonly (readonly [Ledger, readonly ReadLog[]])[];

async function knownOf(parts: Parts, numbers: readonly NumberedInvoice[]): Promise<Known> {
  const found = await Promise.all(
    parts.map(([{ d1 }, mine]) => rowsOf<KnownTopUp>(d1, statements.knownTopUps(mine.map(idOf)))),
  );
  return {
    of: new Map(found.flat().map((one) => [one.topUpId, one])),
    numbers: new Map(numbers.map(({ topUpId, number }) => [topUpId, number])),
  };
}

async function writeMain(
  main: D1Database,
  writes: readonly Bound[],
): Promise<ReadonlyMap<TopUpId, CustomerId>> {
  if (writes.length === 0) return new Map();
  const results = await main.batch<{ topUpId: TopUpId; customerId: CustomerId }>(
    writes.map((one) => prepare(main, one)),
  );
  const rows = results.at(-1)?.results ?? [];
  return new Map(rows.map(({ topUpId, customerId }) => [topUpId, customerId]));
}

async function writeLedger(
  d1: D1Database,
  writes: readonly Bound[],
): Promise<readonly Omit<WrittenInvoice, "serviceId">[]> {
  const results = await d1.batch<Omit<WrittenInvoice, "serviceId">>(
    writes.map((one) => prepare(d1, one)),
  );
  return results.at(-1)?.results ?? [];
}

const readAll = (batches: readonly ProjectionBatch[]): ReadLog[] =>
  batches.flatMap((batch) => batch.topUps.filter((t) => t.events.length > 0).map(readLog));

/** Asks D1 only when a log has an invoice without a number: once in the life of an invoice. */
async function unnumbered(
  { main, ledgers }: Databases,
  batches: readonly ProjectionBatch[],
): Promise<readonly UnnumberedInvoice[]> {
  const rows = readAll(batches).flatMap((read) => {
    const row = invoiceRow(read);
    return row && row.number === null ? [row] : [];
  });
  if (rows.length === 0) return [];
  const all = await ledgers();
  const parts = byLedger(all, rows, ({ topUpId }) => topUpId);
  const missing = await Promise.all(
    parts.map(([{ d1 }, mine]) =>
      rowsOf<{ topUpId: TopUpId }>(d1, statements.missingInvoices(mine)),
    ),
  );
  const ids = new Set(missing.flat().map(({ topUpId }) => topUpId));
  const wanted = rows.filter(({ topUpId }) => ids.has(topUpId));
  if (wanted.length === 0) return [];
  const brands = [...new Set(wanted.map(({ brand }) => brand))];
  const above = await highestNumbers(main, all, brands);
  return wanted
    .sort((a, b) => a.invoiceId - b.invoiceId)
    .map(({ topUpId, serviceId, brand }) => ({
      topUpId,
      serviceId,
      brand,
      above: above.get(brand) ?? 0,
    }));
}

/** Of each brand, over all ledgers and the backup. No answer of one of them: no number. */
async function highestNumbers(
  main: D1Database,
  ledgers: readonly Ledger[],
  brands: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const highest = new Map<string, number>();
  type Found = { readonly brand: string; readonly number: number };
  const found = await Promise.all([
    rowsOf<Found>(main, backedUpNumbers(brands)),
    ...ledgers.map(({ d1 }) => rowsOf<Found>(d1, statements.highestNumbers(brands))),
  ]);
  for (const { brand, number } of found.flat()) {
    highest.set(brand, Math.max(number, highest.get(brand) ?? 0));
  }
  return highest;
}

/** Ids begin with their time, so the primary key finds the jobs of a span. */
async function dropJobSteps(
  { ledgers }: Databases,
  { from, before }: { readonly from: TopUpId; readonly before: TopUpId },
  limit: number,
): Promise<number> {
  let dropped = 0;
  for (const { d1 } of await ledgers()) {
    if (dropped >= limit) break;
    const { meta } = await d1
      .prepare(
        `UPDATE top_up SET job_steps = NULL WHERE id IN (
           SELECT id FROM top_up WHERE id >= ?1 AND id < ?2
             AND job_steps IS NOT NULL AND job_ended_at IS NOT NULL
           ORDER BY id LIMIT ?3)`,
      )
      .bind(from, before, limit - dropped)
      .run();
    dropped += meta.changes;
  }
  return dropped;
}
