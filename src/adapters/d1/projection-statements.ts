/**
 * What the projection writes: one statement per table, each for all top-ups of all services in the
 * batches. Each may run again or late without changing a newer row.
 */
import { hasReceived, isForProjection } from "../../domain/top-up/facts.ts";
import { approvalRows } from "./approvals.ts";
import type { Bound, Bulk } from "./bulk.ts";
import { declinedRow } from "./declined-row.ts";
import * as statements from "./projection-sql.ts";
import { provisioningJobOf } from "./provisioning-job.ts";
import type { ReadLog } from "./read-log.ts";
import {
  activityRows,
  type CustomerRow,
  customerRow,
  type ExpiryRow,
  expiryRow,
  findingRows,
  intentRows,
  invoiceRow,
  journalRows,
  payerBlockRow,
  rekeyRows,
  topUpRow,
  transactionRows,
} from "./rows.ts";

/**
 * The statements in the order in which they have to run, all in one D1 batch; one without rows is
 * left out. `numbers`: the invoice numbers, by top-up, that are not in a log yet.
 */
export function projectionStatements(
  reads: readonly ReadLog[],
  numbers: ReadonlyMap<string, number>,
): Bound[] {
  const journals = reads.map(journalRows);
  // A top-up that was never paid costs no row, unless it has a finding.
  const forLedger = reads.filter(({ topUp }) => isForProjection(topUp));
  const paid = reads.filter(({ topUp }) => hasReceived(topUp));
  const all: readonly (readonly [Bulk, readonly (object | string)[]])[] = [
    // Only a payment makes a customer, or changes who that is.
    [statements.rekeys, paid.flatMap(rekeyRows)],
    [statements.customers, customersOf(paid)],
    [statements.topUps, forLedger.map(topUpRow)],
    [statements.erasedPayers, erasedOf(forLedger)],
    [statements.erasedCustomers, erasedOf(forLedger)],
    [statements.intents, forLedger.flatMap(intentRows)],
    [statements.jobs, forLedger.flatMap((read) => provisioningJobOf(read) ?? [])],
    [statements.invoices, invoicesOf(forLedger, numbers)],
    [statements.transactions, forLedger.flatMap(transactionRows)],
    [statements.expiries, expiriesOf(forLedger)],
    [statements.activities, forLedger.flatMap(activityRows)],
    // Postings come before the entry that closes them: its trigger checks that they balance.
    [statements.postings, journals.flatMap((j) => j.postings)],
    [statements.journalEntries, journals.flatMap((j) => j.entries)],
    [statements.approvalRequests, forLedger.flatMap(approvalRows)],
    [statements.payerBlocks, forLedger.flatMap((read) => payerBlockRow(read) ?? [])],
    [statements.declined, reads.flatMap((read) => declinedRow(read) ?? [])],
    [statements.findings, reads.flatMap(findingRows)],
    [statements.endedFindings, endsOf(reads)],
  ];
  return all.flatMap(([statement, rows]) => (rows.length === 0 ? [] : [statement(rows)]));
}

/** Oldest first (ids begin with the time), so that a reprojection makes the same customers. */
const customersOf = (reads: readonly ReadLog[]): readonly CustomerRow[] =>
  reads.flatMap((read) => customerRow(read) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));

const erasedOf = (reads: readonly ReadLog[]): readonly string[] =>
  reads.flatMap(({ topUp }) => (topUp.payerErasedAt === undefined ? [] : [topUp.request.topUpId]));

/**
 * The number that the log holds, or the one that was just given out. Without either the invoice is
 * in D1 already; if it is not, the batch fails and is tried again.
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
