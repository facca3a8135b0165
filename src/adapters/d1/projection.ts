/**
 * The projection's statements: one per table, each for all top-ups of all services at hand. Every
 * one may run again or late without changing anything that is newer.
 */

import { type SQL, sql } from "drizzle-orm";
import { hasReceived, isForTheBooks } from "../../domain/top-up/outcome.ts";
import { field, insertRows, keepNewest } from "./bulk.ts";
import { jobOf } from "./job.ts";
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
import * as schema from "./schema.ts";
import { invoiceNumberSql } from "./wording.ts";

/**
 * In the order in which they have to run, all in one batch. `numbers`: those given out for
 * invoices whose log does not hold one yet, by top-up.
 */
export function projectionStatements(
  reads: readonly ReadLog[],
  numbers: ReadonlyMap<string, number>,
): SQL[] {
  const journals = reads.map(journalRows);
  // What nobody paid costs no row, unless somebody should look at it.
  const told = reads.filter(({ topUp }) => isForTheBooks(topUp));
  return [
    // Who has not paid yet is nobody's customer, and changes nobody's name.
    ...customers(reads.filter(({ topUp }) => hasReceived(topUp))),
    ...topUps(told),
    ...jobs(told),
    ...invoices(told, numbers),
    ...transactions(told),
    ...expiries(told),
    ...activities(told),
    ...journal(
      journals.flatMap((j) => j.entries),
      journals.flatMap((j) => j.postings),
    ),
    ...findings(reads),
  ];
}

const nothing = sql`ON CONFLICT DO NOTHING`;
const only = (rows: readonly object[], statement: () => SQL): SQL[] =>
  rows.length === 0 ? [] : [statement()];

function customers(reads: readonly ReadLog[]): SQL[] {
  // Oldest first (ids begin with the time), so that who is told anew becomes the same customer.
  const rows = reads.map(customerRow).sort((a, b) => (a.id < b.id ? -1 : 1));
  return only(rows, () =>
    insertRows(schema.customer, rows, {
      where: sql`NOT EXISTS (SELECT 1 FROM service
        WHERE id = ${field("serviceId")} AND customer_id IS NOT NULL)`,
      tail: sql`ON CONFLICT DO UPDATE SET first_name = excluded.first_name,
        last_name = excluded.last_name, locale = excluded.locale, updated_at = excluded.updated_at
        WHERE excluded.updated_at > customer.updated_at
        AND (excluded.first_name, excluded.last_name, excluded.locale)
          <> (customer.first_name, customer.last_name, customer.locale)`,
    }),
  );
}

function topUps(reads: readonly ReadLog[]): SQL[] {
  const rows = reads.map(topUpRow);
  const intents = reads.flatMap(intentRows);
  // Whoever pays may have mended the address until then: the customer is fixed with the money.
  const customerId = sql`coalesce(
    (SELECT customer_id FROM service WHERE id = ${field("serviceId")}),
    (SELECT id FROM customer WHERE ${field("paidAt")} IS NOT NULL
      AND brand = ${field("brand")} AND email = ${field("payerEmail")}),
    ${field("payerId")})`;
  const fixed = ["service_id", "brand", "requested_at"];
  const once = sql`CASE WHEN top_up.paid_at IS NULL
    THEN excluded.customer_id ELSE top_up.customer_id END`;
  return [
    ...only(rows, () =>
      insertRows(schema.topUp, rows, {
        computed: { customerId },
        tail: keepNewest(schema.topUp, "id", fixed, { customer_id: once }),
      }),
    ),
    ...only(intents, () => insertRows(schema.topUpIntent, intents, { tail: nothing })),
  ];
}

function jobs(reads: readonly ReadLog[]): SQL[] {
  const rows = reads.flatMap((read) => jobOf(read) ?? []);
  const fixed = ["top_up_id", "service_id", "playbook", "started_at"];
  return only(rows, () =>
    insertRows(schema.provisioningJob, rows, {
      tail: keepNewest(schema.provisioningJob, "provision_id", fixed),
    }),
  );
}

/**
 * The number on paper, which the log holds, or the one just given out. Without either the invoice
 * is in D1 already; if it is not, the batch fails and is pulled again.
 */
function invoices(reads: readonly ReadLog[], numbers: ReadonlyMap<string, number>): SQL[] {
  const rows = reads
    .flatMap((read) => invoiceRow(read) ?? [])
    .map((row) => ({ ...row, number: row.number ?? numbers.get(row.topUpId) ?? null }));
  return only(rows, () =>
    insertRows(schema.invoice, rows, {
      computed: {
        title: sql`'Invoice ' || ${printed(field("number"))}`,
        customerId: sql`(SELECT customer_id FROM top_up WHERE id = ${field("topUpId")})`,
      },
      // Another top-up's invoice under this id (two services with one ordinal) must be a fault.
      where: sql`NOT EXISTS (SELECT 1 FROM invoice
        WHERE invoice_id = ${field("invoiceId")} AND top_up_id = ${field("topUpId")})`,
      tail: sql`ORDER BY ${field("brand")}, ${field("invoiceId")}`,
    }),
  );
}
const printed = (number: SQL): SQL => {
  const [before = "", after = ""] = invoiceNumberSql("?").split("?");
  return sql`${sql.raw(before)}${number}${sql.raw(after)}`;
};

function transactions(reads: readonly ReadLog[]): SQL[] {
  const rows = reads.flatMap(transactionRows);
  const ofInvoice = sql`FROM invoice WHERE invoice_id = ${field("invoiceId")}`;
  return only(rows, () =>
    insertRows(schema.ledgerTransaction, rows, {
      computed: {
        title: sql`coalesce(${field("title")}, (SELECT 'Payment for ' || title ${ofInvoice}))`,
        customerId: sql`(SELECT customer_id ${ofInvoice})`,
      },
      where: sql`NOT EXISTS (SELECT 1 FROM ledger_transaction WHERE id = ${field("id")})`,
      tail: sql``,
    }),
  );
}

/** The register's copy of the expiry: the newest credit of each service, never an older one. */
function expiries(reads: readonly ReadLog[]): SQL[] {
  const newest = new Map<string, ExpiryRow>();
  for (const row of reads.flatMap((read) => expiryRow(read) ?? [])) {
    if (row.seq > (newest.get(row.serviceId)?.seq ?? 0)) newest.set(row.serviceId, row);
  }
  return only(
    [...newest],
    () => sql`UPDATE service SET expiry_at = ${field("expiryAt")}, expiry_seq = ${field("seq")}
      FROM json_each(${JSON.stringify([...newest.values()])})
      WHERE service.id = ${field("serviceId")} AND ${field("seq")} > service.expiry_seq`,
  );
}

function activities(reads: readonly ReadLog[]): SQL[] {
  const rows = reads.flatMap(activityRows);
  return only(rows, () => insertRows(schema.activity, rows, { tail: nothing }));
}

/** Postings first, then the entry that closes them: its trigger checks that they balance. */
function journal(entries: readonly object[], postings: readonly object[]): SQL[] {
  const fresh = sql`NOT EXISTS
    (SELECT 1 FROM journal_entry WHERE entry_id = ${field("entryId")})`;
  const tail = sql``;
  return only(entries, () => insertRows(schema.posting, postings, { where: fresh, tail })).concat(
    only(entries, () => insertRows(schema.journalEntry, entries, { where: fresh, tail })),
  );
}

function findings(reads: readonly ReadLog[]): SQL[] {
  const rows = reads.flatMap(findingRows);
  const ends = reads.flatMap(({ topUp, endedAt }) =>
    endedAt === null ? [] : [{ topUpId: topUp.request.topUpId, endedAt }],
  );
  return [
    ...only(rows, () =>
      insertRows(schema.finding, rows, {
        tail: sql`ON CONFLICT DO UPDATE SET closed_at = excluded.closed_at
          WHERE finding.closed_at IS NULL AND excluded.closed_at IS NOT NULL`,
      }),
    ),
    ...only(
      ends,
      () => sql`UPDATE finding SET closed_at = ${field("endedAt")}
        FROM json_each(${JSON.stringify(ends)})
        WHERE finding.top_up_id = ${field("topUpId")} AND finding.source = 'outside'
          AND finding.closed_at IS NULL AND finding.opened_at <= ${field("endedAt")}`,
    ),
  ];
}
