/**
 * What the projection writes: one statement per table, each for all top-ups of all services at
 * hand. Every one may run again or late without changing anything that is newer.
 */
import { hasReceived, isForLedger } from "../../domain/top-up/facts.ts";
import type { Bound, Bulk } from "./bulk.ts";
import * as statements from "./projection-sql.ts";
import { provisioningJobOf } from "./provisioning-job.ts";
import type { ReadLog } from "./read-log.ts";
import {
  activityRows,
  customerRow,
  type ExpiryRow,
  expiryRow,
  findingRows,
  intentRows,
  invoiceRow,
  journalRows,
  topUpRow,
  transactionRows,
} from "./rows.ts";

/**
 * In the order in which they have to run, all in one batch; none without rows. `numbers`: those
 * given out for invoices whose log does not hold one yet, by top-up.
 */
export function projectionStatements(
  reads: readonly ReadLog[],
  numbers: ReadonlyMap<string, number>,
): Bound[] {
  const journals = reads.map(journalRows);
  // What nobody paid costs no row, unless somebody should look at it.
  const forLedger = reads.filter(({ topUp }) => isForLedger(topUp));
  const all: readonly (readonly [Bulk, readonly object[]])[] = [
    // Who has not paid yet is nobody's customer, and changes nobody's name.
    [statements.customers, customersOf(reads.filter(({ topUp }) => hasReceived(topUp)))],
    [statements.topUps, forLedger.map(topUpRow)],
    [statements.intents, forLedger.flatMap(intentRows)],
    [statements.jobs, forLedger.flatMap((read) => provisioningJobOf(read) ?? [])],
    [statements.invoices, invoicesOf(forLedger, numbers)],
    [statements.transactions, forLedger.flatMap(transactionRows)],
    [statements.expiries, expiriesOf(forLedger)],
    [statements.activities, forLedger.flatMap(activityRows)],
    // Postings first, then the entry that closes them: its trigger checks that they balance.
    [statements.postings, journals.flatMap((j) => j.postings)],
    [statements.journalEntries, journals.flatMap((j) => j.entries)],
    [statements.findings, reads.flatMap(findingRows)],
    [statements.endedFindings, endsOf(reads)],
  ];
  return all.flatMap(([statement, rows]) => (rows.length === 0 ? [] : [statement(rows)]));
}

/** Oldest first (ids begin with the time), so that who is told anew becomes the same customer. */
const customersOf = (reads: readonly ReadLog[]): readonly object[] =>
  reads.map(customerRow).sort((a, b) => (a.id < b.id ? -1 : 1));

/**
 * The number on paper, which the log holds, or the one just given out. Without either the invoice
 * is in D1 already; if it is not, the batch fails and is pulled again.
 */
const invoicesOf = (reads: readonly ReadLog[], numbers: ReadonlyMap<string, number>) =>
  reads
    .flatMap((read) => invoiceRow(read) ?? [])
    .map((row) => ({ ...row, number: row.number ?? numbers.get(row.topUpId) ?? null }));

/** The newest credit of each service. */
function expiriesOf(reads: readonly ReadLog[]): readonly ExpiryRow[] {
  const newest = new Map<string, ExpiryRow>();
  for (const row of reads.flatMap((read) => expiryRow(read) ?? [])) {
    if (row.seq > (newest.get(row.serviceId)?.seq ?? 0)) newest.set(row.serviceId, row);
  }
  return [...newest.values()];
}

const endsOf = (reads: readonly ReadLog[]): readonly object[] =>
  reads.flatMap(({ topUp, endedAt }) =>
    endedAt === null ? [] : [{ topUpId: topUp.request.topUpId, endedAt }],
  );
