/**
 * What the projection reads and writes in a ledger database. Each statement takes its rows as one
 * JSON parameter, and may run again or late without changing a newer row.
 */
import { sql } from "drizzle-orm";
import { bulk, field, insertRows, keepNewest, ROWS } from "./bulk.ts";
import { invoiceNumberSql } from "./legacy-wording.ts";
import * as schema from "./schema-ledger.ts";

const nothing = sql`ON CONFLICT DO NOTHING`;
const none = sql``;

/** What is there already of these top-ups; `rows` are their ids. */
export const knownTopUps = bulk(
  () => sql`SELECT t.id AS topUpId,
      CASE WHEN t.paid_at IS NOT NULL THEN t.customer_id END AS customerId,
      (SELECT number FROM invoice WHERE invoice_id = t.reference_number) AS invoiceNumber
    FROM json_each(${ROWS}) JOIN top_up AS t ON t.id = value`,
);

export const topUps = bulk(() =>
  insertRows(schema.topUp, {
    tail: keepNewest(schema.topUp, "id", ["service_id", "brand", "requested_at"], {
      customer_id: sql`CASE WHEN top_up.paid_at IS NULL
        THEN excluded.customer_id ELSE top_up.customer_id END`,
      payer_erased: sql`max(top_up.payer_erased, excluded.payer_erased)`,
    }),
  }),
);

/** Says of these top-ups that the payer was erased. */
export const erasedTopUps = bulk(
  () => sql`UPDATE top_up SET payer_erased = 1 FROM json_each(${ROWS})
    WHERE top_up.id = value AND top_up.payer_erased = 0`,
);

export const invoices = bulk(() =>
  insertRows(schema.invoice, {
    // Two services with one ordinal would give two top-ups one invoice id: that must fail.
    where: sql`NOT EXISTS (SELECT 1 FROM invoice
      WHERE invoice_id = ${field("invoiceId")} AND top_up_id = ${field("topUpId")})`,
    tail: sql`ORDER BY ${field("brand")}, ${field("invoiceId")}`,
  }),
);

export const activities = bulk(() => insertRows(schema.activity, { tail: nothing }));

export const journalEntries = bulk(() =>
  insertRows(schema.journalEntry, {
    where: sql`NOT EXISTS (SELECT 1 FROM journal_entry
      WHERE top_up_id = ${field("topUpId")} AND n = ${field("n")})`,
    tail: none,
  }),
);

/** Reads the numbers of invoices; `rows` are their ids. */
export const numbersOf = bulk(
  () => sql`SELECT top_up_id AS topUpId,
      ${sql.raw(invoiceNumberSql("number"))} AS invoiceNumber
    FROM invoice WHERE invoice_id IN (SELECT value FROM json_each(${ROWS}))
    ORDER BY invoice_id`,
);

/** Reads which of these invoices are not here. */
export const missingInvoices = bulk(
  () => sql`SELECT ${field("topUpId")} AS topUpId FROM json_each(${ROWS})
    WHERE NOT EXISTS (SELECT 1 FROM invoice
      WHERE invoice_id = ${field("invoiceId")} AND top_up_id = ${field("topUpId")})`,
);

/** Reads the highest number of these brands; `rows` are the brands. */
export const highestNumbers = bulk(
  () => sql`SELECT value AS brand,
      coalesce((SELECT max(number) FROM invoice WHERE brand = value), 0) AS number
    FROM json_each(${ROWS})`,
);
