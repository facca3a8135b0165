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
      : sql`t.brand IN (SELECT value FROM json_each(${JSON.stringify(brands)}))`;
  const older = before === null ? sql`true` : sql`t.id < ${before}`;
  const wanted = sql`${ofBrands} AND ${older}`;
  const rows = await db.all<Listed>(sql`
    SELECT t.id AS topUpId, t.service_id AS serviceId, t.service_uuid AS serviceUuid, t.state,
      t.quantity, t.price_minor AS minor, t.currency, t.payment_intent AS intentId,
      t.sale_transaction AS transactionId, t.requested_at AS requestedAt, t.paid_at AS paidAt
    FROM ${found(filter, wanted, limit)} ORDER BY t.id DESC LIMIT ${limit}`);
  return rows.map(({ minor, currency, ...row }) => ({ ...row, price: { minor, currency } }));
}

/**
 * The rows `t` that a number leads to, always by an index; no list reads all top-ups. Of each of
 * its services only the newest `limit` are read, in the order of the index `top_up_listed`. SQLite
 * keeps the order of a cross join. `wanted` is about one `t`.
 */
function found({ by, value }: TopUpFilter, wanted: SQL, limit: number): SQL {
  const ofService = (column: SQL) =>
    sql`service CROSS JOIN top_up AS t WHERE ${column} = ${value} AND t.id IN (
      SELECT t.id FROM top_up AS t WHERE t.service_id = service.id AND ${wanted}
      ORDER BY t.id DESC LIMIT ${limit})`;
  switch (by) {
    case "service_uuid":
      return ofService(sql`service.service_uuid`);
    case "imsi":
      return ofService(sql`service.imsi`);
    case "msisdn":
      return ofService(sql`service.msisdn`);
    case "intent":
      return sql`top_up AS t WHERE ${wanted}
        AND t.id IN (SELECT top_up_id FROM top_up_intent WHERE intent_id = ${value})`;
    case "transaction":
      // The sale has the number of the provisioning job, the payment the next one.
      return sql`top_up AS t WHERE ${wanted} AND t.id IN (SELECT top_up_id FROM provisioning_job
        WHERE provision_id IN (CAST(${value} AS INTEGER), CAST(${value} AS INTEGER) - 1))`;
  }
}
