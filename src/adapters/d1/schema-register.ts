/**
 * The register: what is sold to whom, and how a service is found. Operators write it, routes read
 * it. STRICT and WITHOUT ROWID are added in the migration, because drizzle cannot express them.
 */
import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  unique,
} from "drizzle-orm/sqlite-core";
import type { CustomerId, LinkId, OfferId, PayerId, ServiceId } from "../../domain/base/ids.ts";
import { OFFER_KINDS } from "../../domain/base/offer-kind.ts";
import type { EngineSettings } from "../../domain/ocs/order.ts";
import type { PriceTier } from "../../domain/offer/offer.ts";

const SERVICE_KINDS = ["mobile_data", "hotspot_dongle", "fixed_wireless"] as const;

export const customer = sqliteTable(
  "customer",
  {
    /** `cus_` and the characters of the customer's first top-up. */
    id: text("id").$type<CustomerId>().notNull().unique(),
    brand: text("brand").notNull(),
    /** An HMAC of brand and email: one customer per brand and address (row B1, decision 23). */
    payerKey: text("payer_key").notNull(),
    /** The payer of the newest top-up, whose sealed block this is. */
    payerId: text("payer_id").$type<PayerId>(),
    /** Name, email and address, unreadable here. Null: a customer whom the operator knows. */
    sealed: text("sealed"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brand, t.payerKey] }),
    index("customer_of_payer").on(t.payerId),
    check("customer_sealed", sql`(${t.sealed} IS NULL) = (${t.payerId} IS NULL)`),
  ],
);

export const service = sqliteTable(
  "service",
  {
    id: text("id").$type<ServiceId>().primaryKey(),
    /** From 1; the first part of the service's reference numbers, one million per service. */
    ordinal: integer("ordinal").notNull().unique(),
    brand: text("brand").notNull(),
    serviceUuid: text("service_uuid").notNull().unique(),
    kind: text("kind", { enum: SERVICE_KINDS }).notNull(),
    label: text("label").notNull(),
    status: text("status", { enum: ["active", "suspended", "closed"] }).notNull(),
    imsi: text("imsi"),
    msisdn: text("msisdn"),
    ocs: text("ocs").notNull(),
    tenant: text("tenant").notNull(),
    account: text("account").notNull(),
    timeZone: text("time_zone").notNull(),
    customerId: text("customer_id")
      .$type<CustomerId>()
      .references(() => customer.id),
    /** A copy of the newest credited end; the OCS owns the truth. */
    expiryAt: integer("expiry_at"),
    /** The event that `expiry_at` came from: an older batch never overwrites it. */
    expirySeq: integer("expiry_seq").notNull().default(0),
    /** What the object has confirmed; where `status` differs the sweep tells it (decision 18). */
    objectClosed: integer("object_closed", { mode: "boolean" }).notNull().default(false),
    /** When the sweep last tried to tell the object; Unix ms. A silent object goes to the end. */
    tellTriedAt: integer("tell_tried_at").notNull().default(0),
  },
  (t) => [
    index("service_to_tell")
      .on(t.tellTriedAt)
      .where(sql`(${t.status} = 'closed') <> ${t.objectClosed}`),
    index("service_imsi").on(t.imsi),
    index("service_msisdn").on(t.msisdn),
    index("service_brand").on(t.brand, t.ocs),
    // Also what a deleted customer's foreign key asks.
    index("service_of_customer").on(t.customerId).where(sql`${t.customerId} IS NOT NULL`),
    unique("service_account").on(t.ocs, t.tenant, t.account),
    check("service_ordinal", sql`${t.ordinal} >= 1`),
    check("service_kind", sql`${t.kind} IN ('mobile_data', 'hotspot_dongle', 'fixed_wireless')`),
    check("service_status", sql`${t.status} IN ('active', 'suspended', 'closed')`),
    check("service_object_closed", sql`${t.objectClosed} IN (0, 1)`),
  ],
);

export const serviceAddress = sqliteTable(
  "service_address",
  {
    family: integer("family").notNull(),
    /** The first address of the network: 8 lower-case hex digits (v4) or 32 (v6). */
    low: text("low").notNull(),
    prefix: integer("prefix").notNull(),
    serviceId: text("service_id")
      .$type<ServiceId>()
      .notNull()
      .references(() => service.id),
  },
  (t) => [
    primaryKey({ columns: [t.family, t.low, t.prefix, t.serviceId] }),
    index("service_address_of_service").on(t.serviceId),
    check("service_address_family", sql`${t.family} IN (4, 6)`),
    check(
      "service_address_low",
      sql`length(${t.low}) = CASE ${t.family} WHEN 4 THEN 8 ELSE 32 END
        AND ${t.low} NOT GLOB '*[^0-9a-f]*'`,
    ),
    check(
      "service_address_prefix",
      sql`${t.prefix} BETWEEN 0 AND CASE ${t.family} WHEN 4 THEN 32 ELSE 128 END`,
    ),
  ],
);

export const link = sqliteTable(
  "link",
  {
    id: text("id").$type<LinkId>().primaryKey(),
    serviceId: text("service_id")
      .$type<ServiceId>()
      .notNull()
      .references(() => service.id),
    /** Raised when the QR code is replaced; a link with another version is not valid. */
    version: integer("version").notNull(),
    revokedAt: integer("revoked_at"),
  },
  (t) => [index("link_of_service").on(t.serviceId)],
);

export const offer = sqliteTable(
  "offer",
  {
    id: text("id").$type<OfferId>().primaryKey(),
    brand: text("brand").notNull(),
    kind: text("kind", { enum: OFFER_KINDS }).notNull(),
    /** The kind of service that it is sold for; null: every kind. */
    serviceKind: text("service_kind", { enum: SERVICE_KINDS }),
    name: text("name").notNull(),
    currency: text("currency").notNull(),
    unitMinor: integer("unit_minor").notNull(),
    tiers: text("tiers", { mode: "json" }).$type<readonly PriceTier[]>().notNull(),
    minQuantity: integer("min_quantity").notNull(),
    maxQuantity: integer("max_quantity").notNull(),
    endRule: text("end_rule", { enum: ["exact", "end_of_day"] }).notNull(),
    /** What the bucket holds, in the word of the OCS. */
    bucketType: text("bucket_type").notNull(),
    /** The value of the bucket, in the unit of the OCS; not money. */
    bucketValue: real("bucket_value").notNull(),
    bucketWeight: real("bucket_weight").notNull(),
    /** An object of texts, for the adapter of the OCS alone. */
    bucketSettings: text("bucket_settings", { mode: "json" }).$type<EngineSettings>().notNull(),
    operatorBuckets: text("operator_buckets").notNull(),
    onOutageSeconds: integer("on_outage_seconds"),
    refundWhileSilent: integer("refund_while_silent", { mode: "boolean" }).notNull(),
    active: integer("active", { mode: "boolean" }).notNull(),
    position: integer("position").notNull(),
  },
  (t) => [
    index("offer_on_sale").on(t.brand, t.position).where(sql`${t.active} = 1`),
    check(
      "offer_kind",
      sql`${t.kind} IN (${sql.raw(OFFER_KINDS.map((k) => `'${k}'`).join(", "))})`,
    ),
    check(
      "offer_service_kind",
      sql`${t.serviceKind} IN ('mobile_data', 'hotspot_dongle', 'fixed_wireless')`,
    ),
    check("offer_currency", sql`${t.currency} GLOB '[a-z][a-z][a-z]'`),
    check("offer_price", sql`${t.unitMinor} > 0`),
    check("offer_tiers", sql`json_type(${t.tiers}) = 'array'`),
    check("offer_bucket_settings", sql`json_type(${t.bucketSettings}) = 'object'`),
    check("offer_quantity", sql`${t.minQuantity} >= 1 AND ${t.maxQuantity} >= ${t.minQuantity}`),
    check("offer_end_rule", sql`${t.endRule} IN ('exact', 'end_of_day')`),
  ],
);
