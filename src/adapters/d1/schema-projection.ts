/**
 * What the projection writes beside the register: findings, look-ups, declined cards. The objects
 * can project all of it again. No foreign keys to the register: an object that sold something must
 * always be able to project it.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { IntentId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { TOP_UP_STATES } from "../../domain/top-up/states.ts";

/** What a key of `lookup` is. */
export const LOOKUP_KINDS = ["pi", "ref", "inv", "cus"] as const;
export type LookupKind = (typeof LOOKUP_KINDS)[number];

/**
 * Every exact search for a top-up (decision 39). `pi`: a payment intent whose money came in,
 * surplus ones too. `ref`: the reference number, which is that of the provisioning job, of the
 * sale (TXN-) and of the invoice's row. `inv`: `<number> <brand>`, as printed. `cus`: who
 * paid; a person is found by the HMAC of brand and email in `customer`, which has the id.
 */
export const lookup = sqliteTable(
  "lookup",
  {
    key: text("key").notNull(),
    kind: text("kind", { enum: LOOKUP_KINDS }).notNull(),
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.key, t.topUpId] })],
);

/** Top-ups whose payer was erased: whatever is written later, none makes a customer again. */
export const erasedPayer = sqliteTable("erased_payer", {
  topUpId: text("top_up_id").$type<TopUpId>().primaryKey(),
});

/**
 * Services that had a bucket at the OCS until then at the latest: credit reconciliation looks at
 * them, also at those that the register lost.
 */
export const auditedService = sqliteTable("audited_service", {
  serviceId: text("service_id").$type<ServiceId>().primaryKey(),
  /** Unix ms. */
  until: integer("until").notNull(),
});

/**
 * Which ledger database has which top-ups: ids begin with their time, so each has those from
 * `from_id` on, up to the next one's. A row never changes.
 */
export const ledgerDatabase = sqliteTable("ledger_database", {
  /** `LEDGER_<number>` is the binding. */
  number: integer("number").primaryKey(),
  fromId: text("from_id").notNull(),
  begunAt: integer("begun_at").notNull(),
});

/**
 * How far each invoice sequence has come, committed before any ledger has the number, so that a
 * sequence whose object is lost goes on beyond it (decision 41). A number only rises.
 */
export const sequenceBackup = sqliteTable("sequence_backup", {
  /** The brand whose invoices the sequence numbers. */
  brand: text("brand").primaryKey(),
  lastNumber: integer("last_number").notNull(),
  /** When the invoice with this number was issued; Unix ms. */
  at: integer("at").notNull(),
});

/**
 * Top-ups of which a card was declined, paid afterwards or not, so that support finds "my card was
 * declined". They say nothing about the person, and are dropped after 30 days.
 */
export const declinedTopUp = sqliteTable(
  "declined_top_up",
  {
    id: text("id").$type<TopUpId>().primaryKey(),
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    brand: text("brand").notNull(),
    serviceUuid: text("service_uuid").notNull(),
    quantity: integer("quantity").notNull(),
    priceMinor: integer("price_minor").notNull(),
    currency: text("currency").notNull(),
    paymentIntent: text("payment_intent").$type<IntentId>(),
    /** Stripe's `decline_code`, or its `code` where it gives no other. */
    decline: text("decline").notNull(),
    state: text("state", { enum: TOP_UP_STATES }).notNull(),
    requestedAt: integer("requested_at").notNull(),
    seq: integer("seq").notNull(),
  },
  (t) => [index("declined_top_up_listed").on(t.serviceId, t.id)],
);

/** Its key begins with the time, so that what is old is dropped without an index of its own. */
export const webhookInbox = sqliteTable(
  "webhook_inbox",
  {
    eventId: text("event_id").notNull(),
    type: text("type").notNull(),
    at: integer("at").notNull(),
    intentId: text("intent_id").$type<IntentId>(),
    outcome: text("outcome").notNull(),
  },
  (t) => [primaryKey({ columns: [t.at, t.eventId] })],
);

export const finding = sqliteTable(
  "finding",
  {
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
    kind: text("kind").notNull(),
    /** `object`: from the top-up's log. `outside`: raised by a consumer, a sweep or an operator. */
    source: text("source", { enum: ["object", "outside"] }).notNull(),
    detail: text("detail").notNull(),
    openedAt: integer("opened_at").notNull(),
    closedAt: integer("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.topUpId, t.kind, t.source, t.serviceId] }),
    index("finding_open").on(t.openedAt).where(sql`${t.closedAt} IS NULL`),
    check("finding_source", sql`${t.source} IN ('object', 'outside')`),
  ],
);
