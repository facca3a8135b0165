/**
 * The projection of the objects' logs: lists, look-ups, jobs, findings. The objects can project all
 * of it again. No foreign keys to the register: an object that sold something must always be able
 * to project it.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { JobStep } from "../../app/ports/provisioning-jobs.ts";
import type {
  CustomerId,
  IntentId,
  LinkId,
  OfferId,
  PayerId,
  ServiceId,
  TopUpId,
} from "../../domain/base/ids.ts";
import { OFFER_KINDS } from "../../domain/base/offer-kind.ts";
import { REVIEW_STATES, RISK_LEVELS } from "../../domain/payment/intent-reading.ts";
import { TOP_UP_STATES } from "../../domain/top-up/states.ts";
import { IDENTIFICATION_METHODS, ORIGINS } from "../../domain/top-up/top-up.ts";

export const topUp = sqliteTable(
  "top_up",
  {
    id: text("id").$type<TopUpId>().primaryKey(),
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    brand: text("brand").notNull(),
    serviceUuid: text("service_uuid").notNull(),
    serviceLabel: text("service_label").notNull(),
    serviceKind: text("service_kind").notNull(),
    imsi: text("imsi"),
    /** The service's own customer, otherwise one per brand and payer key; then never changed. */
    customerId: text("customer_id").$type<CustomerId>().notNull(),
    /** Stands for who paid; name and address lie sealed in `customer` and in the object. */
    payerId: text("payer_id").$type<PayerId>().notNull(),
    /** The payer was erased: whatever is written later, the top-up makes no customer again. */
    payerErased: integer("payer_erased", { mode: "boolean" }).notNull(),
    offerId: text("offer_id").$type<OfferId>().notNull(),
    offerName: text("offer_name").notNull(),
    /** Says what `quantity` counts. */
    offerKind: text("offer_kind", { enum: OFFER_KINDS }).notNull(),
    quantity: integer("quantity").notNull(),
    priceMinor: integer("price_minor").notNull(),
    currency: text("currency").notNull(),
    receivedMinor: integer("received_minor").notNull(),
    /** Of the paying intent: refunds of ours and of others, and lost chargebacks. */
    returnedMinor: integer("returned_minor").notNull(),
    receivedCurrency: text("received_currency"),
    paymentIntent: text("payment_intent").$type<IntentId>(),
    paymentMethod: text("payment_method"),
    disputed: integer("disputed", { mode: "boolean" }).notNull(),
    /** Radar's level, and the review at Stripe; null: none. */
    risk: text("risk", { enum: RISK_LEVELS }),
    review: text("review", { enum: REVIEW_STATES }),
    provisionId: integer("provision_id"),
    invoiceId: integer("invoice_id"),
    saleTransaction: text("sale_transaction"),
    paymentTransaction: text("payment_transaction"),
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
    /** The newest event that this row is made of. */
    seq: integer("seq").notNull(),
  },
  (t) => [
    index("top_up_of_service").on(t.serviceId, t.endAt),
    index("top_up_listed").on(t.serviceId, t.id),
    index("top_up_by_state").on(t.state, t.id),
    index("top_up_of_customer").on(t.customerId),
    index("top_up_unfinished").on(t.requestedAt, t.serviceId).where(sql`${t.ended} = 0`),
    check("top_up_amounts", sql`${t.priceMinor} >= 0 AND ${t.receivedMinor} >= 0`),
    check("top_up_quantity", sql`${t.quantity} >= 1`),
    check("top_up_ended", sql`${t.ended} = (${t.endedAt} IS NOT NULL)`),
  ],
);

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

/** Every intent whose money a top-up has received: the paying one and surplus ones (row M6). */
export const topUpIntent = sqliteTable(
  "top_up_intent",
  {
    intentId: text("intent_id").$type<IntentId>().primaryKey(),
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
  },
  (t) => [index("top_up_intent_of_top_up").on(t.topUpId)],
);

export const provisioningJob = sqliteTable(
  "provisioning_job",
  {
    provisionId: integer("provision_id").primaryKey(),
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    playbook: text("playbook").notNull(),
    /** 0 success, 1 running, 2 failed, as older systems read it. */
    status: integer("status").notNull(),
    outcome: text("outcome").notNull(),
    /** Oldest first. */
    steps: text("steps", { mode: "json" }).$type<readonly JobStep[]>().notNull(),
    startedAt: integer("started_at").notNull(),
    endedAt: integer("ended_at"),
    /** The last event that changed the job; events that do not change it write no row. */
    seq: integer("seq").notNull(),
  },
  (t) => [
    check("provisioning_job_status", sql`${t.status} IN (0, 1, 2)`),
    check("provisioning_job_steps", sql`json_type(${t.steps}) = 'array'`),
  ],
);

export const activity = sqliteTable(
  "activity",
  {
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    at: integer("at").notNull(),
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
    seq: integer("seq").notNull(),
    /** `system`, or who acted. */
    actor: text("actor").notNull(),
    kind: text("kind").notNull(),
    /** For operators to read; no personal data. */
    text: text("text").notNull(),
  },
  (t) => [primaryKey({ columns: [t.serviceId, t.at, t.topUpId, t.seq] })],
);

export const webhookInbox = sqliteTable("webhook_inbox", {
  eventId: text("event_id").primaryKey(),
  type: text("type").notNull(),
  at: integer("at").notNull(),
  intentId: text("intent_id").$type<IntentId>(),
  outcome: text("outcome").notNull(),
});

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
