/** Webhooks out: who is called, what is on its way, and what became of each try (decision 42). */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const webhookEndpoint = sqliteTable(
  "webhook_endpoint",
  {
    id: text("id").primaryKey(),
    url: text("url").notNull(),
    description: text("description").notNull(),
    /** JSON: types, groups or `*`. */
    types: text("types").notNull(),
    brand: text("brand"),
    /** JSON: `[{ sealed, until }]`, the newest first. */
    secrets: text("secrets").notNull(),
    enabled: integer("enabled", { mode: "boolean" }).notNull(),
    disabledBecause: text("disabled_because"),
    failingSince: integer("failing_since"),
    createdAt: integer("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    revision: integer("revision").notNull(),
  },
  (t) => [
    check("webhook_endpoint_types", sql`json_type(${t.types}) = 'array'`),
    check("webhook_endpoint_secrets", sql`json_type(${t.secrets}) = 'array'`),
    check("webhook_endpoint_enabled", sql`(${t.enabled} = 1) = (${t.disabledBecause} IS NULL)`),
  ],
);

export const webhookEndpointChange = sqliteTable(
  "webhook_endpoint_change",
  {
    endpointId: text("endpoint_id").notNull(),
    revision: integer("revision").notNull(),
    at: integer("at").notNull(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [primaryKey({ columns: [t.endpointId, t.revision] })],
);

export const webhookOutgoing = sqliteTable(
  "webhook_outgoing",
  {
    endpointId: text("endpoint_id").notNull(),
    eventId: text("event_id").notNull(),
    type: text("type").notNull(),
    body: text("body").notNull(),
    attempt: integer("attempt").notNull(),
    /** Null: nothing is due any more. */
    nextAt: integer("next_at"),
    state: text("state").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.endpointId, t.eventId] }),
    index("webhook_outgoing_due").on(t.nextAt).where(sql`${t.nextAt} IS NOT NULL`),
    check("webhook_outgoing_state", sql`${t.state} IN ('pending', 'delivered', 'dead')`),
    check("webhook_outgoing_next", sql`(${t.state} = 'pending') = (${t.nextAt} IS NOT NULL)`),
  ],
);

export const webhookDelivery = sqliteTable(
  "webhook_delivery",
  {
    endpointId: text("endpoint_id").notNull(),
    eventId: text("event_id").notNull(),
    at: integer("at").notNull(),
    attempt: integer("attempt").notNull(),
    type: text("type").notNull(),
    outcome: text("outcome").notNull(),
    status: integer("status"),
    tookMs: integer("took_ms").notNull(),
    nextAt: integer("next_at"),
  },
  (t) => [
    primaryKey({ columns: [t.endpointId, t.eventId, t.at, t.attempt] }),
    index("webhook_delivery_newest").on(t.endpointId, t.at),
  ],
);
