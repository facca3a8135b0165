/** Ledger and documents: triggers refuse every change of a row; a correction is a new row. */
import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { CustomerId, PayerId, ServiceId, TopUpId } from "../../domain/base/ids.ts";

export const invoice = sqliteTable(
  "invoice",
  {
    /** The reference number that the object minted: one per top-up, so one invoice per top-up. */
    invoiceId: integer("invoice_id").primaryKey(),
    brand: text("brand").notNull(),
    /** 1, 2, 3 … per brand, from the invoice sequence; a trigger refuses the same number twice. */
    number: integer("number").notNull(),
    title: text("title").notNull(),
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    customerId: text("customer_id").$type<CustomerId>().notNull(),
    payerId: text("payer_id").$type<PayerId>().notNull(),
    /**
     * A salted hash of the buyer; the salt lies in the sealed block, so with the block the hash
     * proves who the buyer was, and without it nothing. Null: no payer was known.
     */
    buyerHash: text("buyer_hash"),
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    issuedAt: integer("issued_at").notNull(),
    /** Paid at once: the time of the payment. */
    paidAt: integer("paid_at").notNull(),
    /** The payment intent. */
    reference: text("reference").notNull(),
    /** The sale it contains. */
    saleTransaction: text("sale_transaction").notNull(),
  },
  (t) => [
    unique("invoice_number").on(t.brand, t.number),
    check("invoice_amount", sql`${t.amountMinor} >= 0`),
  ],
);

export const ledgerTransaction = sqliteTable(
  "ledger_transaction",
  {
    /** `TXN-` and a reference number. */
    id: text("id").primaryKey(),
    kind: text("kind", { enum: ["sale", "payment"] }).notNull(),
    title: text("title").notNull(),
    /** Positive: the customer owes it (sale). Negative: the customer has paid it (payment). */
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    customerId: text("customer_id").$type<CustomerId>().notNull(),
    invoiceId: integer("invoice_id")
      .notNull()
      .references(() => invoice.invoiceId),
    /** The payment intent. */
    reference: text("reference").notNull(),
    at: integer("at").notNull(),
  },
  (t) => [
    check(
      "ledger_transaction_sign",
      sql`(${t.kind} = 'sale' AND ${t.amountMinor} >= 0)
        OR (${t.kind} = 'payment' AND ${t.amountMinor} <= 0)`,
    ),
  ],
);

export const journalEntry = sqliteTable("journal_entry", {
  /** `<top-up>:<n>`: the same event log always gives the same entries. */
  entryId: text("entry_id").primaryKey(),
  topUpId: text("top_up_id").$type<TopUpId>().notNull(),
  serviceId: text("service_id").$type<ServiceId>().notNull(),
  brand: text("brand").notNull(),
  kind: text("kind").notNull(),
  /** The intent or refund it is about. */
  reference: text("reference"),
  seq: integer("seq").notNull(),
  at: integer("at").notNull(),
});

/**
 * Postings are written before their entry, whose trigger checks that they balance. A foreign key
 * would have to be deferred, and D1 answers a deferred violation by resetting the whole database
 * object, so there is none. A posting without an entry is no part of the ledger.
 */
export const posting = sqliteTable(
  "posting",
  {
    entryId: text("entry_id").notNull(),
    n: integer("n").notNull(),
    account: text("account").notNull(),
    /** Positive: debit. Negative: credit. */
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.entryId, t.n] }),
    check("posting_amount", sql`${t.amountMinor} <> 0`),
    check("posting_currency", sql`${t.currency} GLOB '[a-z][a-z][a-z]'`),
  ],
);
