/** Payments that callers of the old doors made themselves: born here, before any object knows. */
import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** One intent, one service: whoever writes the row first has it; only `looked_at` ever changes. */
export const claimedIntent = sqliteTable(
  "claimed_intent",
  {
    intentId: text("intent_id").primaryKey(),
    /** Follows from the intent's id. */
    topUpId: text("top_up_id").notNull(),
    serviceId: text("service_id").notNull(),
    offerId: text("offer_id").notNull(),
    quantity: integer("quantity").notNull(),
    /** The price when it was claimed: what the payment was compared with. */
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    claimedAt: integer("claimed_at").notNull(),
    /** When a sweep last looked what became of it; null: not yet. */
    lookedAt: integer("looked_at"),
  },
  (t) => [
    check("claimed_intent_quantity", sql`${t.quantity} >= 1`),
    check("claimed_intent_amount", sql`${t.amountMinor} >= 0`),
    check("claimed_intent_currency", sql`${t.currency} GLOB '[a-z][a-z][a-z]'`),
  ],
);
