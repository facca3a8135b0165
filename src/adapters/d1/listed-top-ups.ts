/** Top-ups for other systems and for people, by what they know of them (row I4). */
import { type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { ListedTopUp, TopUpFilter, TopUpPage } from "../../app/ports/read-models.ts";
import type { ServiceId, TopUpId } from "../../domain/base/ids.ts";
import type { Brands } from "../../domain/operator/brands.ts";
import type { Databases } from "./databases.ts";
import { inTurn, lookUp, lookUpInvoice } from "./lookups.ts";

/** A row as the queries answer with it. */
export interface ListedRow extends Omit<ListedTopUp, "price" | "timeZone"> {
  readonly minor: number;
  readonly currency: string;
}

/** What a list shows of a row `t`; a table without them answers with null for some. */
export const listedColumns = (of: {
  readonly transactionId: SQL;
  readonly paidAt: SQL;
  readonly decline: SQL;
}): SQL => sql`t.id AS topUpId, t.service_id AS serviceId, t.brand,
  t.service_uuid AS serviceUuid, t.state, t.quantity, t.price_minor AS minor, t.currency,
  t.payment_intent AS intentId, ${of.transactionId} AS transactionId,
  t.requested_at AS requestedAt, ${of.paidAt} AS paidAt, ${of.decline} AS decline`;

/** Of a top-up that was paid. */
export const COLUMNS = listedColumns({
  transactionId: sql`CASE WHEN t.reference_number IS NOT NULL
    THEN printf('TXN-%d', t.reference_number) END`,
  paidAt: sql`t.paid_at`,
  decline: sql`NULL`,
});

/** Adds the time zones, which the register has. */
export async function listedOf(
  main: D1Database,
  rows: readonly ListedRow[],
): Promise<readonly ListedTopUp[]> {
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map(({ serviceId }) => serviceId))];
  const { results } = await main
    .prepare(
      "SELECT id, time_zone AS zone FROM service WHERE id IN (SELECT value FROM json_each(?))",
    )
    .bind(JSON.stringify(ids))
    .all<{ id: ServiceId; zone: string }>();
  const zones = new Map(results.map(({ id, zone }) => [id, zone]));
  return rows.map(({ minor, currency, ...row }) => ({
    ...row,
    timeZone: zones.get(row.serviceId) ?? null,
    price: { minor, currency },
  }));
}

/** Ids begin with the time of the request, so their order is that of the list. */
export async function listedTopUps(
  databases: Databases,
  brands: Brands,
  filter: TopUpFilter,
  { before, limit }: TopUpPage,
): Promise<readonly ListedTopUp[]> {
  const { main, ledgers } = databases;
  const found = await foundBy(main, filter);
  if (found.ids.length === 0) return [];
  const ofBrands =
    brands === "all"
      ? sql`true`
      : sql`t.brand IN (SELECT value FROM json_each(${JSON.stringify(brands)}))`;
  const older = before === null ? sql`true` : sql`t.id < ${before}`;
  const wanted = sql`${ofBrands} AND ${older}`;
  const rows = await inTurn(await ledgers(), limit, (d1, room) =>
    drizzle(d1).all<ListedRow>(sql`SELECT ${COLUMNS} FROM ${tableOf(found, wanted, room)}
      ORDER BY t.id DESC LIMIT ${room}`),
  );
  return listedOf(main, rows);
}

type FoundBy =
  | { readonly by: "services"; readonly ids: readonly ServiceId[] }
  | { readonly by: "top_ups"; readonly ids: readonly TopUpId[] };

/** What the filter's number leads to: services, or top-ups. */
async function foundBy(main: D1Database, { by, value }: TopUpFilter): Promise<FoundBy> {
  const topUps = (found: readonly { readonly topUpId: TopUpId }[]): FoundBy => {
    return { by: "top_ups", ids: found.map(({ topUpId }) => topUpId) };
  };
  switch (by) {
    case "service_uuid":
    case "imsi":
    case "msisdn": {
      const { results } = await main
        .prepare(`SELECT id FROM service WHERE ${by} = ?`)
        .bind(value)
        .all<{ id: ServiceId }>();
      return { by: "services", ids: results.map(({ id }) => id) };
    }
    case "intent":
      return topUps(await lookUp(main, "pi", [value]));
    case "top_ups":
      return { by: "top_ups", ids: value };
    case "invoice":
      return topUps(await lookUpInvoice(main, value));
    case "provision":
      return topUps(await lookUp(main, "ref", [`${value}`]));
    case "transaction":
      // The sale has the number of the provisioning job, the payment the next one.
      return topUps(await lookUp(main, "ref", [`${value}`, `${value - 1}`]));
  }
}

/**
 * The rows `t`, always by an index; no list reads all top-ups. Of each service only the newest are
 * read, in the order of the index `top_up_listed`. `wanted` is about one `t`.
 */
function tableOf({ by, ids }: FoundBy, wanted: SQL, limit: number): SQL {
  const given = sql`json_each(${JSON.stringify(ids)}) AS given`;
  if (by === "top_ups") {
    return sql`top_up AS t WHERE ${wanted} AND t.id IN (SELECT value FROM ${given})`;
  }
  return sql`${given} CROSS JOIN top_up AS t WHERE t.service_id = given.value AND t.id IN (
    SELECT t.id FROM top_up AS t WHERE t.service_id = given.value AND ${wanted}
    ORDER BY t.id DESC LIMIT ${limit})`;
}
