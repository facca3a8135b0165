/**
 * The tables of each ledger database: all rows of one top-up lie together in one of them, chosen by
 * its id (decision 39). Triggers refuse every change of an invoice or a journal entry; a correction
 * is a new row. The views `hotspot_topup`, `ledger_transaction` and `posting` are made of these.
 */
import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
} from "drizzle-orm/sqlite-core";
import type {
  CustomerId,
  IntentId,
  LinkId,
  OfferId,
  ServiceId,
  TopUpId,
} from "../../domain/base/ids.ts";
import { OFFER_KINDS } from "../../domain/base/offer-kind.ts";
import { REVIEW_STATES, RISK_LEVELS } from "../../domain/payment/intent-reading.ts";
import { TOP_UP_STATES } from "../../domain/top-up/states.ts";
import { IDENTIFICATION_METHODS, ORIGINS } from "../../domain/top-up/top-up.ts";

/** One line of a job: "step: outcome", ms after the start; how long it went on (ms), how often. */
export type StoredStep = readonly [string, number, number?, number?];

export const topUp = sqliteTable(
  "top_up",
  {
    id: text("id").$type<TopUpId>().primaryKey(),
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    brand: text("brand").notNull(),
    serviceUuid: text("service_uuid").notNull(),
    imsi: text("imsi"),
    /** The service's own customer, otherwise one per brand and payer key; then never changed. */
    customerId: text("customer_id").$type<CustomerId>().notNull(),
    /** The payer was erased: whatever is written later, the top-up makes no customer again. */
    payerErased: integer("payer_erased", { mode: "boolean" }).notNull(),
    offerId: text("offer_id").$type<OfferId>().notNull(),
    /** Says what `quantity` counts. */
    offerKind: text("offer_kind", { enum: OFFER_KINDS }).notNull(),
    quantity: integer("quantity").notNull(),
    priceMinor: integer("price_minor").notNull(),
    currency: text("currency").notNull(),
    receivedMinor: integer("received_minor").notNull(),
    /** Of the paying intent: refunds of ours and of others, and lost chargebacks. */
    returnedMinor: integer("returned_minor").notNull(),
    paymentIntent: text("payment_intent").$type<IntentId>(),
    paymentMethod: text("payment_method"),
    disputed: integer("disputed", { mode: "boolean" }).notNull(),
    /** Radar's level, and the review at Stripe; null: none. */
    risk: text("risk", { enum: RISK_LEVELS }),
    review: text("review", { enum: REVIEW_STATES }),
    /** Of the job, of the sale (TXN-) and of the invoice's row; the payment has the next number. */
    referenceNumber: integer("reference_number"),
    /** Of the job: 0 success, 1 running, 2 failed, as older systems read it; null: no job yet. */
    jobStatus: integer("job_status"),
    jobOutcome: text("job_outcome"),
    jobEndedAt: integer("job_ended_at"),
    /** Oldest first; null: no job yet, or dropped, because it ended long ago. */
    jobSteps: text("job_steps", { mode: "json" }).$type<readonly StoredStep[]>(),
    state: text("state", { enum: TOP_UP_STATES }).notNull(),
    unconfirmed: integer("unconfirmed", { mode: "boolean" }).notNull(),
    legacyStatus: text("legacy_status", { enum: ["Success", "Refunded", "Failed", "Pending"] }),
    returnReason: text("return_reason"),
    /** The frozen end of the newest grant; Unix ms. */
    endAt: integer("end_at"),
    origin: text("origin", { enum: ORIGINS }).notNull(),
    identifiedBy: text("identified_by", { enum: IDENTIFICATION_METHODS }).notNull(),
    linkId: text("link_id").$type<LinkId>(),
    livemode: integer("livemode", { mode: "boolean" }).notNull(),
    requestedAt: integer("requested_at").notNull(),
    paidAt: integer("paid_at"),
    endedAt: integer("ended_at"),
    stateSince: integer("state_since").notNull(),
    ended: integer("ended", { mode: "boolean" }).notNull(),
    /** Money has come in, for the top-up or as a surplus: it is not at a bank only. */
    received: integer("received", { mode: "boolean" }).notNull(),
    /** The newest event that this row is made of. */
    seq: integer("seq").notNull(),
  },
  (t) => [
    index("top_up_listed").on(t.serviceId, t.id),
    // Nearly all are credited: those are met without an index.
    index("top_up_by_state").on(t.state, t.id).where(sql`${t.state} <> 'credited'`),
    index("top_up_unfinished")
      .on(t.requestedAt, t.serviceId)
      .where(sql`${t.ended} = 0 AND ${t.received} = 1`),
    check("top_up_amounts", sql`${t.priceMinor} >= 0 AND ${t.receivedMinor} >= 0`),
    check("top_up_quantity", sql`${t.quantity} >= 1`),
    check("top_up_job_status", sql`${t.jobStatus} IN (0, 1, 2)`),
    check("top_up_job_steps", sql`json_type(${t.jobSteps}) = 'array'`),
    check("top_up_ended", sql`${t.ended} = (${t.endedAt} IS NOT NULL)`),
  ],
);

/** The service's log, for operators; `seq` is the object's own number of the event. */
export const activity = sqliteTable(
  "activity",
  {
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
    seq: integer("seq").notNull(),
    at: integer("at").notNull(),
    /** Who acted; null: the system. */
    actor: text("actor"),
    kind: text("kind").notNull(),
    /** For operators to read; no personal data. */
    text: text("text").notNull(),
  },
  (t) => [primaryKey({ columns: [t.topUpId, t.seq] })],
);

export const invoice = sqliteTable(
  "invoice",
  {
    /** The reference number that the object minted: one per top-up, so one invoice per top-up. */
    invoiceId: integer("invoice_id").primaryKey(),
    brand: text("brand").notNull(),
    /** 1, 2, 3 … per brand, from the invoice sequence; a trigger refuses the same number twice. */
    number: integer("number").notNull(),
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
    /**
     * A salted hash of the buyer; the salt lies in the sealed block, so with the block the hash
     * proves who the buyer was, and without it nothing. Base64url. Null: no payer was known.
     */
    buyerHash: text("buyer_hash"),
    /** What was sold: "Hotspot Topup - 7 Days". */
    saleTitle: text("sale_title").notNull(),
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    issuedAt: integer("issued_at").notNull(),
    /** Paid at once: the time of the payment. */
    paidAt: integer("paid_at").notNull(),
  },
  (t) => [
    unique("invoice_number").on(t.brand, t.number),
    check("invoice_amount", sql`${t.amountMinor} >= 0`),
  ],
);

/** Account by its number, minor units (debit positive, credit negative), currency. */
export type StoredPosting = readonly [account: number, minor: number, currency: string];

/** An entry with its postings; a trigger refuses one that does not balance per currency. */
export const journalEntry = sqliteTable(
  "journal_entry",
  {
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
    /** `<top-up>:<n>` is the id of the entry: the same event log always gives the same entries. */
    n: integer("n").notNull(),
    kind: text("kind").notNull(),
    /** The intent or refund it is about; null: the paying intent of the top-up. */
    reference: text("reference"),
    seq: integer("seq").notNull(),
    at: integer("at").notNull(),
    postings: text("postings", { mode: "json" }).$type<readonly StoredPosting[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.topUpId, t.n] })],
);
