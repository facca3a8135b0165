/** Payments that callers of the old doors made themselves: born here, before any object knows. */
import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** One intent, one service: whoever writes the row first has it; only `checked_at` ever changes. */
export const paymentBinding = sqliteTable(
  "payment_binding",
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
    boundAt: integer("bound_at").notNull(),
    /** When a sweep last looked what became of it; null: not yet. */
    checkedAt: integer("checked_at"),
  },
  (t) => [
    check("payment_binding_quantity", sql`${t.quantity} >= 1`),
    check("payment_binding_amount", sql`${t.amountMinor} >= 0`),
    check("payment_binding_currency", sql`${t.currency} GLOB '[a-z][a-z][a-z]'`),
  ],
);
