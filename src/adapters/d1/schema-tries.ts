/** How many numbers were typed, by whom, in windows of ten minutes (decision 12). */
import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const typedTry = sqliteTable(
  "typed_try",
  {
    /** First in the key: what older windows counted is deleted without a scan. */
    window: integer("window").notNull(),
    /** An address or a network, or a whole brand: `tries of …`, `misses of …`. */
    name: text("name").notNull(),
    tries: integer("tries").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.window, t.name] }),
    check("typed_try_tries", sql`${t.tries} >= 0`),
  ],
);
