/** How many numbers were typed, by whom, in windows of ten minutes (decision 12). */
import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const identificationCount = sqliteTable(
  "identification_count",
  {
    /** First in the key: what older windows counted is deleted without a scan. */
    window: integer("window").notNull(),
    /** An address or a network, or a whole brand: `identifications of …`, `misses of …`. */
    name: text("name").notNull(),
    used: integer("used").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.window, t.name] }),
    check("identification_count_used", sql`${t.used} >= 0`),
  ],
);
