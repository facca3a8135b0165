/** Payments that legacy callers made themselves: their rows come before any object knows them. */
import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { IntentId, OfferId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { UNSOLD } from "../../domain/top-up/decide/import-payment.ts";

/** One intent has one service: the first row stays, and only the last two columns change. */
export const paymentBinding = sqliteTable(
  "payment_binding",
  {
    intentId: text("intent_id").$type<IntentId>().primaryKey(),
    /** Derived from the intent's id. */
    topUpId: text("top_up_id").$type<TopUpId>().notNull(),
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    offerId: text("offer_id").$type<OfferId>().notNull(),
    quantity: integer("quantity").notNull(),
    /** The price when it was bound, with which the payment was compared. */
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    /** Why nothing is sold for it; null: it buys the days. */
    unsold: text("unsold", { enum: UNSOLD }),
    deployment: text("deployment").notNull(),
    boundAt: integer("bound_at").notNull(),
    /** When a sweep last synced the payment; Unix ms; null: not yet. */
    checkedAt: integer("checked_at"),
    /** D1 knows its top-up, so no sweep looks at it again. */
    finished: integer("finished").notNull().default(0),
  },
  (t) => [
    index("payment_binding_due")
      .on(sql`coalesce(${t.checkedAt}, ${t.boundAt})`)
      .where(sql`${t.finished} = 0`),
    check("payment_binding_finished", sql`${t.finished} IN (0, 1)`),
    check("payment_binding_quantity", sql`${t.quantity} >= 1`),
    check("payment_binding_amount", sql`${t.amountMinor} >= 0`),
    check(
      "payment_binding_unsold",
      sql`${t.unsold} IN (${sql.raw(UNSOLD.map((w) => `'${w}'`).join(", "))})`,
    ),
    check("payment_binding_currency", sql`${t.currency} GLOB '[a-z][a-z][a-z]'`),
  ],
);
