/** What `/oam/usage` shows instead of a service's numbers, where its brand wants aliases. */
import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { ServiceId } from "../../domain/base/ids.ts";

export const usageAlias = sqliteTable(
  "usage_alias",
  {
    /** Random, in the form of the number that it stands for. */
    serviceUuid: text("service_uuid").primaryKey(),
    imsi: text("imsi").notNull(),
    serviceId: text("service_id").$type<ServiceId>().notNull(),
    /** SHA-256 of service and address. */
    address: text("address").notNull(),
    /** Days since 1970, UTC: one row a day for an address, however often it asks. */
    day: integer("day").notNull(),
    madeAt: integer("made_at").notNull(),
    givenAt: integer("given_at").notNull(),
  },
  (t) => [
    uniqueIndex("usage_alias_imsi").on(t.imsi),
    uniqueIndex("usage_alias_of_address").on(t.day, t.serviceId, t.address),
  ],
);
