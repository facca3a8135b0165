/** How far the crons have come. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const cronCursor = sqliteTable("cron_cursor", {
  job: text().primaryKey(),
  cursor: text().notNull(),
  running: integer({ mode: "boolean" }).notNull(),
  beganAt: integer("began_at").notNull(),
  movedAt: integer("moved_at").notNull(),
  skipped: integer().notNull(),
  revision: integer().notNull(),
});

/** Events of Stripe that could not be acted on yet. */
export const eventBacklog = sqliteTable(
  "event_backlog",
  {
    eventId: text("event_id").primaryKey(),
    event: text().notNull(),
    tries: integer().notNull(),
    dueAt: integer("due_at").notNull(),
  },
  (table) => [index("event_backlog_due").on(table.dueAt)],
);
