/** How many numbers were typed in each window of ten minutes (decision 12). */
import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const identificationCount = sqliteTable(
  "identification_count",
  {
    /** First in the key, so that rows of older windows are deleted without a scan. */
    window: integer("window").notNull(),
    /** What is counted, of an address, a network or a brand: `identifications of …`. */
    name: text("name").notNull(),
    used: integer("used").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.window, t.name] }),
    check("identification_count_used", sql`${t.used} >= 0`),
  ],
);
