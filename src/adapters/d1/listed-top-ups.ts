/** Top-ups for other systems and for people, by what they know of them (row I4). */
import { type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { ListedTopUp, TopUpFilter, TopUpPage } from "../../app/ports/read-models.ts";
import type { Brands } from "../../domain/operator/brands.ts";

interface Listed extends Omit<ListedTopUp, "price"> {
  readonly minor: number;
  readonly currency: string;
}

/** Ids begin with the time of the request, so their order is that of the list. */
export async function listedTopUps(
  db: DrizzleD1Database,
  brands: Brands,
  filter: TopUpFilter,
  { before, limit }: TopUpPage,
): Promise<ListedTopUp[]> {
  const ofBrands =
    brands === "all"
      ? sql`true`
      : sql`brand IN (SELECT value FROM json_each(${JSON.stringify(brands)}))`;
  const older = before === null ? sql`true` : sql`id < ${before}`;
  const rows = await db.all<Listed>(sql`
    SELECT id AS topUpId, service_id AS serviceId, service_uuid AS serviceUuid, state, quantity,
      price_minor AS minor, currency, payment_intent AS intentId,
      sale_transaction AS transactionId, requested_at AS requestedAt, paid_at AS paidAt
    FROM top_up WHERE ${matching(filter)} AND ${ofBrands} AND ${older}
    ORDER BY id DESC LIMIT ${limit}`);
  return rows.map(({ minor, currency, ...row }) => ({ ...row, price: { minor, currency } }));
}

/** Every number leads to a service or a top-up by an index; no list reads all top-ups. */
function matching({ by, value }: TopUpFilter): SQL {
  const ofService = (column: SQL) =>
    sql`service_id IN (SELECT id FROM service WHERE ${column} = ${value})`;
  switch (by) {
    case "service_uuid":
      return ofService(sql`service_uuid`);
    case "imsi":
      return ofService(sql`imsi`);
    case "msisdn":
      return ofService(sql`msisdn`);
    case "intent":
      return sql`id IN (SELECT top_up_id FROM top_up_intent WHERE intent_id = ${value})`;
    case "transaction":
      // The sale has the number of the provisioning job, the payment the next one.
      return sql`id IN (SELECT top_up_id FROM provisioning_job
        WHERE provision_id IN (CAST(${value} AS INTEGER), CAST(${value} AS INTEGER) - 1))`;
  }
}
