/** Keys of people and machines, and what waits for an approval (decision 24). */
import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ApprovalId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { APPROVABLE_ACTIONS } from "../../domain/top-up/approval-request.ts";

export const operatorKey = sqliteTable(
  "operator_key",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    /** Who holds the key, or answers for the machine; lower case, one spelling per person. */
    person: text("person").notNull(),
    name: text("name").notNull(),
    role: text("role").notNull(),
    /** A JSON array that takes scopes away from the role's; null: all of them. */
    scopes: text("scopes"),
    /** A JSON array of brand ids; null: all brands. */
    brands: text("brands"),
    /** SHA-256 of the secret, lower-case hex. The token itself is stored nowhere. */
    secretHash: text("secret_hash").notNull(),
    createdAt: integer("created_at").notNull(),
    /** The key that made it; null: the bootstrap token. */
    createdBy: text("created_by"),
    expiresAt: integer("expires_at"),
    /** Another key has taken its place and it ends then; `expires_at` is what that one inherits. */
    retiresAt: integer("retires_at"),
    rotatedFrom: text("rotated_from"),
    revokedAt: integer("revoked_at"),
    /** To the minute, best effort. */
    lastUsedAt: integer("last_used_at"),
  },
  (t) => [
    check("operator_key_kind", sql`${t.kind} IN ('person', 'machine')`),
    check("operator_key_scopes", sql`${t.scopes} IS NULL OR json_type(${t.scopes}) = 'array'`),
    check("operator_key_brands", sql`${t.brands} IS NULL OR json_type(${t.brands}) = 'array'`),
    check(
      "operator_key_hash",
      sql`length(${t.secretHash}) = 64 AND ${t.secretHash} NOT GLOB '*[^0-9a-f]*'`,
    ),
  ],
);

/** An order that an approval was asked for; the projection writes it. */
export const approvalRequest = sqliteTable(
  "approval_request",
  {
    id: text("id").$type<ApprovalId>().primaryKey(),
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
    brand: text("brand").notNull(),
    action: text("action", { enum: APPROVABLE_ACTIONS }).notNull(),
    person: text("person").notNull(),
    name: text("name").notNull(),
    reason: text("reason").notNull(),
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    askedAt: integer("asked_at").notNull(),
    until: integer("until").notNull(),
    /** It was not approved, and state and amount are still what was ordered about. */
    waits: integer("waits", { mode: "boolean" }).notNull(),
    /** The event that the row is as of: an older batch never overwrites it. */
    seq: integer("seq").notNull(),
  },
  (t) => [
    index("approval_request_waits").on(t.until).where(sql`${t.waits} = 1`),
    check("approval_request_waits_flag", sql`${t.waits} IN (0, 1)`),
  ],
);
