/** Top-ups of all services, newest first, by what support filters for. */
import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { BrowsedTopUps, BrowseFilter, TopUpPage } from "../../app/ports/read-models.ts";
import { hasPrefix } from "../../domain/base/ids.ts";
import { type Brands, hasBrand } from "../../domain/operator/brands.ts";
import type { TopUpState } from "../../domain/top-up/states.ts";
import { COLUMNS, type ListedRow, listedOf } from "./listed-top-ups.ts";

/** What one page reads at most of each state, whatever else is filtered for. */
export const WINDOW = 300;

/** The same columns of a declined one. */
const DECLINED = sql`t.id AS topUpId, t.service_id AS serviceId, t.brand,
  (SELECT s.time_zone FROM service AS s WHERE s.id = t.service_id) AS timeZone,
  t.service_uuid AS serviceUuid, t.state, t.quantity,
  t.price_minor AS minor, t.currency, t.payment_intent AS intentId, NULL AS transactionId,
  t.requested_at AS requestedAt, NULL AS paidAt, t.decline`;

/**
 * Reads a window of the newest rows by the primary key, by `top_up_by_state` or by `top_up_listed`,
 * and filters in it. So a page may be short, or empty, and still have a next one: it begins where
 * every window ends.
 */
export async function browsedTopUps(
  db: DrizzleD1Database,
  brands: Brands,
  filter: BrowseFilter,
  page: TopUpPage,
): Promise<BrowsedTopUps> {
  const states: readonly (TopUpState | null)[] = filter.states ?? [null];
  const windows = await Promise.all(
    states.map((state) => db.all<ListedRow>(windowOf(state, filter, page))),
  );
  const ends = windows.flatMap((rows) =>
    rows.length < WINDOW ? [] : [rows.at(-1)?.topUpId ?? ""],
  );
  const floor = ends.reduce((a, b) => (a > b ? a : b), "");
  const { brand, price } = filter;
  const fits = (row: ListedRow) =>
    row.topUpId >= floor &&
    hasBrand(brands, row.brand) &&
    (brand === null || row.brand === brand) &&
    (price === null || (row.minor === price.minor && row.currency === price.currency));
  const found = windows
    .flat()
    .filter(fits)
    .sort((a, b) => (a.topUpId < b.topUpId ? 1 : -1));
  const topUps = found.slice(0, page.limit).map(listedOf);
  const last = found.length > page.limit ? topUps.at(-1)?.topUpId : floor;
  return { topUps, next: hasPrefix("top", last) ? last : null };
}

function windowOf(
  state: TopUpState | null,
  { serviceId, from, to, declined }: BrowseFilter,
  { before }: TopUpPage,
) {
  const all = [
    ...(before === null ? [] : [sql`t.id < ${before}`]),
    ...(from === null ? [] : [sql`t.id >= ${from}`]),
    ...(to === null ? [] : [sql`t.id < ${to}`]),
    ...(serviceId === null ? [] : [sql`t.service_id = ${serviceId}`]),
    ...(state === null ? [] : [sql`t.state = ${state}`]),
  ];
  const where = all.length === 0 ? sql`true` : sql.join(all, sql` AND `);
  const [columns, table] = declined ? [DECLINED, sql`declined_top_up`] : [COLUMNS, sql`top_up`];
  return sql`SELECT ${columns} FROM ${table} AS t WHERE ${where}
    ORDER BY t.id DESC LIMIT ${WINDOW}`;
}
