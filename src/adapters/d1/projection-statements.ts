/**
 * What the projection writes: one statement per table, each for all top-ups of all services in the
 * batches. Each may run again or late without changing a newer row.
 */
import type { CustomerId, TopUpId } from "../../domain/base/ids.ts";
import { hasReceived, isForProjection } from "../../domain/top-up/facts.ts";
import { approvalRows } from "./approvals.ts";
import type { Bound, Bulk } from "./bulk.ts";
import { declinedRow } from "./declined-row.ts";
import * as ledger from "./ledger-sql.ts";
import * as main from "./projection-sql.ts";
import type { ReadLog } from "./read-log.ts";
import {
  activityRows,
  auditRow,
  type CustomerRow,
  customerRow,
  customerWish,
  type ExpiryRow,
  expiryRow,
  findingRows,
  invoiceRow,
  journalRows,
  lookupRows,
  payerBlockRow,
  rekeyRows,
  topUpRow,
} from "./rows.ts";

/** What its ledger database already has of a top-up. */
export interface KnownTopUp {
  readonly topUpId: TopUpId;
  /** Null: it was not paid when it was written. */
  readonly customerId: CustomerId | null;
  readonly invoiceNumber: number | null;
}
export interface Known {
  readonly of: ReadonlyMap<TopUpId, KnownTopUp>;
  /** The invoice numbers, by top-up, that are not in a log yet. */
  readonly numbers: ReadonlyMap<TopUpId, number>;
}

/** What the ledger databases hold; a top-up that was never paid costs no row there. */
export const forLedger = (reads: readonly ReadLog[]): readonly ReadLog[] =>
  reads.filter(({ topUp }) => isForProjection(topUp));

/**
 * The statements of the main database in the order in which they have to run, all in one batch; one
 * without rows is left out. The last one answers with the customer of each top-up.
 */
export function mainStatements(reads: readonly ReadLog[], known: Known): readonly Bound[] {
  const mine = forLedger(reads);
  const paid = reads.filter(({ topUp }) => hasReceived(topUp));
  const erased = mine.flatMap(({ topUp: { request, payerErasedAt } }) =>
    payerErasedAt === undefined ? [] : [{ topUpId: request.topUpId }],
  );
  const wishes = mine.map((read) => ({
    ...customerWish(read),
    knownId: known.of.get(read.topUp.request.topUpId)?.customerId ?? null,
  }));
  const lookups = mine.flatMap((read) => lookupRows(read, numberOf(read, known)));
  const invoices = invoicesOf(mine, known);
  const jumps = spansOf(invoices.filter(({ topUpId }) => known.numbers.has(topUpId)));
  const backups = spansOf(invoices);
  const written = bound([
    [main.erasedPayers, erased],
    // Only a payment makes a customer, or changes who that is.
    [main.rekeys, paid.flatMap(rekeyRows)],
    [main.customers, customersOf(paid, known)],
    [main.erasedCustomers, erased],
    [main.numberJumps, jumps],
    [main.sequenceBackups, backups],
    [main.lookups, lookups],
    [main.customerLookups, wishes],
    [main.finishedBindings, lookups],
    [main.expiries, expiriesOf(mine)],
    [main.audits, auditsOf(mine)],
    [main.approvalRequests, mine.flatMap(approvalRows)],
    [main.payerBlocks, mine.flatMap((read) => payerBlockRow(read) ?? [])],
    [main.declined, reads.flatMap((read) => declinedRow(read) ?? [])],
    [main.findings, reads.flatMap(findingRows)],
    [main.endedFindings, endsOf(reads)],
  ]);
  return [...written, ...(written.length + wishes.length === 0 ? [] : [main.customersOf(wishes)])];
}

/**
 * The statements of one ledger database, all in one batch. `reads`: the top-ups that it has.
 * `customers`: theirs. The last one answers with the numbers of invoices that no log holds yet.
 */
export function ledgerStatements(
  reads: readonly ReadLog[],
  customers: ReadonlyMap<TopUpId, CustomerId>,
  known: Known,
): readonly Bound[] {
  const customer = ({ topUp }: ReadLog): CustomerId => {
    const found = customers.get(topUp.request.topUpId);
    if (found === undefined) throw new Error(`${topUp.request.topUpId}: no customer was found`);
    return found;
  };
  const born = reads.filter(({ topUp }) => topUp.invoiceNumber === null);
  return [
    ...bound([
      [ledger.topUps, reads.map((read) => topUpRow(read, customer(read)))],
      [ledger.invoices, invoicesOf(reads, known)],
      [ledger.activities, reads.flatMap(activityRows)],
      [ledger.journalEntries, reads.flatMap(journalRows)],
    ]),
    ledger.numbersOf(born.flatMap((read) => invoiceRow(read)?.invoiceId ?? [])),
  ];
}

function bound(all: readonly (readonly [Bulk, readonly object[]])[]): Bound[] {
  return all.flatMap(([statement, rows]) => (rows.length === 0 ? [] : [statement(rows)]));
}

/** Oldest first (ids begin with the time), so that a reprojection makes the same customers. */
function customersOf(reads: readonly ReadLog[], known: Known): readonly CustomerRow[] {
  const rows = reads.flatMap((read) => customerRow(read) ?? []);
  return rows
    .map((row) => ({ ...row, id: known.of.get(row.topUpId)?.customerId ?? row.id }))
    .sort((a, b) => (a.topUpId < b.topUpId ? -1 : 1));
}

/**
 * The number that the log holds, or the one that was just given out, or that of the invoice that is
 * there; null: there is no invoice.
 */
function numberOf(read: ReadLog, known: Known): number | null {
  const row = invoiceRow(read);
  if (row === null) return null;
  const { topUpId, number } = row;
  return number ?? known.numbers.get(topUpId) ?? known.of.get(topUpId)?.invoiceNumber ?? null;
}

/** Without a number the batch fails and is tried again. */
const invoicesOf = (reads: readonly ReadLog[], known: Known) =>
  reads.flatMap((read) => {
    const row = invoiceRow(read);
    return row ? [{ ...row, number: numberOf(read, known) }] : [];
  });

/** Of each brand, the lowest and the highest number, with the time of the invoice that has it. */
function spansOf(invoices: ReturnType<typeof invoicesOf>): readonly object[] {
  const numbered = invoices.flatMap(({ brand, number, issuedAt: at }) =>
    number === null ? [] : [{ brand, number, at }],
  );
  return [...Map.groupBy(numbered, ({ brand }) => brand)].flatMap(([brand, theirs]) => {
    const sorted = theirs.sort((a, b) => a.number - b.number);
    const last = sorted.at(-1);
    if (last === undefined) return [];
    return [{ brand, first: sorted[0]?.number, lastNumber: last.number, at: last.at }];
  });
}

/** The newest credit of each service. */
function expiriesOf(reads: readonly ReadLog[]): readonly ExpiryRow[] {
  const newest = new Map<string, ExpiryRow>();
  for (const row of reads.flatMap((read) => expiryRow(read) ?? [])) {
    if (row.seq > (newest.get(row.serviceId)?.seq ?? 0)) newest.set(row.serviceId, row);
  }
  return [...newest.values()];
}

/** The latest end of each service. */
function auditsOf(reads: readonly ReadLog[]): readonly object[] {
  const latest = new Map<string, number>();
  for (const { serviceId, until } of reads.flatMap((read) => auditRow(read) ?? [])) {
    latest.set(serviceId, Math.max(until, latest.get(serviceId) ?? 0));
  }
  return [...latest].map(([serviceId, until]) => ({ serviceId, until }));
}

const endsOf = (reads: readonly ReadLog[]): readonly object[] =>
  reads.flatMap(({ topUp, endedAt }) =>
    endedAt === null ? [] : [{ topUpId: topUp.request.topUpId, endedAt }],
  );
