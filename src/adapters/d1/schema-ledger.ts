/** The books: append-only by trigger. A row here is never changed; corrections are additions. */
import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";

export const invoice = sqliteTable(
  "invoice",
  {
    /** The handle minted in the object: one per top-up, so a second invoice cannot exist. */
    invoiceId: integer("invoice_id").primaryKey(),
    brand: text("brand").notNull(),
    /** 1, 2, 3 … per brand; a trigger refuses any gap. Born here, written back to the object. */
    number: integer("number").notNull(),
    title: text("title").notNull(),
    topUpId: text("top_up_id").notNull(),
    serviceId: text("service_id").notNull(),
    customerId: text("customer_id").notNull(),
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
    /** `TXN-` and a handle. */
    id: text("id").primaryKey(),
    kind: text("kind", { enum: ["sale", "payment"] }).notNull(),
    title: text("title").notNull(),
    /** Positive: the customer owes it (sale). Negative: credit to the customer (payment). */
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    topUpId: text("top_up_id").notNull(),
    serviceId: text("service_id").notNull(),
    customerId: text("customer_id").notNull(),
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
  topUpId: text("top_up_id").notNull(),
  serviceId: text("service_id").notNull(),
  brand: text("brand").notNull(),
  kind: text("kind").notNull(),
  /** The intent or refund it is about. */
  reference: text("reference"),
  seq: integer("seq").notNull(),
  at: integer("at").notNull(),
});

/**
 * Written before their entry, whose trigger then checks that they balance. So no foreign key: it
 * would have to be deferred, and D1 answers a deferred violation by resetting the whole database
 * object. A posting without an entry is not in the books.
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
