/** Top-ups for other systems and for people, by what they know of them (row I4). */
import { type SQL, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { ListedTopUp, TopUpFilter, TopUpPage } from "../../app/ports/read-models.ts";
import type { Brands } from "../../domain/operator/brands.ts";
import { brandsIn } from "./brands-in.ts";

/** A row as the queries answer with it. */
export interface ListedRow extends Omit<ListedTopUp, "price"> {
  readonly minor: number;
  readonly currency: string;
}

/** What a list shows of a top-up `t`, and the time zone of its service. */
export const COLUMNS = sql`t.id AS topUpId, t.service_id AS serviceId, t.brand,
  (SELECT s.time_zone FROM service AS s WHERE s.id = t.service_id) AS timeZone,
  t.service_uuid AS serviceUuid, t.state, t.quantity,
  t.price_minor AS minor, t.currency, t.payment_intent AS intentId,
  t.sale_transaction AS transactionId, t.requested_at AS requestedAt, t.paid_at AS paidAt,
  NULL AS decline`;

export const listedOf = ({ minor, currency, ...row }: ListedRow): ListedTopUp => {
  return { ...row, price: { minor, currency } };
};

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
  const rows = await db.all<ListedRow>(sql`
    SELECT ${COLUMNS} FROM ${found(filter, wanted, limit)} ORDER BY t.id DESC LIMIT ${limit}`);
  return rows.map(listedOf);
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
    case "top_ups":
      return sql`top_up AS t WHERE ${wanted}
        AND t.id IN (SELECT value FROM json_each(${JSON.stringify(value)}))`;
    case "invoice":
      return sql`top_up AS t WHERE ${wanted} AND t.id IN (SELECT top_up_id FROM invoice
        WHERE brand IN (${brandsIn("invoice")}) AND number = CAST(${value} AS INTEGER))`;
    case "provision":
      return sql`top_up AS t WHERE ${wanted} AND t.id IN (SELECT top_up_id FROM provisioning_job
        WHERE provision_id = CAST(${value} AS INTEGER))`;
    case "transaction":
      // The sale has the number of the provisioning job, the payment the next one.
      return sql`top_up AS t WHERE ${wanted} AND t.id IN (SELECT top_up_id FROM provisioning_job
        WHERE provision_id IN (CAST(${value} AS INTEGER), CAST(${value} AS INTEGER) - 1))`;
  }
}
