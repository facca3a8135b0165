/** Top-ups of all services, newest first, by what support filters for. */
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { BrowsedTopUps, BrowseFilter, TopUpPage } from "../../app/ports/read-models.ts";
import { hasPrefix } from "../../domain/base/ids.ts";
import { type Brands, hasBrand } from "../../domain/operator/brands.ts";
import type { TopUpState } from "../../domain/top-up/states.ts";
import type { Databases } from "./databases.ts";
import { COLUMNS, type ListedRow, listedColumns, listedOf } from "./listed-top-ups.ts";
import { inTurn } from "./lookups.ts";

/** What one page reads at most of each state, whatever else is filtered for. */
export const WINDOW = 300;

/** The same columns of a declined one. */
const DECLINED = listedColumns({
  transactionId: sql`NULL`,
  paidAt: sql`NULL`,
  decline: sql`t.decline`,
});

/**
 * Reads a window of the newest rows by the primary key, by `top_up_by_state` or by an index of the
 * service, and filters in it. So a page may be short, or empty, and still have a next one: it
 * begins where every window ends.
 */
export async function browsedTopUps(
  databases: Databases,
  brands: Brands,
  filter: BrowseFilter,
  page: TopUpPage,
): Promise<BrowsedTopUps> {
  const windows = await Promise.all(
    windowsOf(filter).map((state) => windowIn(databases, state, filter, page)),
  );
  const ends = windows.flatMap((rows) =>
    rows.length < WINDOW ? [] : [rows.at(-1)?.topUpId ?? ""],
  );
  const floor = ends.reduce((a, b) => (a > b ? a : b), "");
  const { brand, price, states } = filter;
  const fits = (row: ListedRow) =>
    row.topUpId >= floor &&
    hasBrand(brands, row.brand) &&
    (states === null || states.includes(row.state)) &&
    (brand === null || row.brand === brand) &&
    (price === null || (row.minor === price.minor && row.currency === price.currency));
  const found = windows
    .flat()
    .filter(fits)
    .sort((a, b) => (a.topUpId < b.topUpId ? 1 : -1));
  const topUps = await listedOf(databases.main, found.slice(0, page.limit));
  const last = found.length > page.limit ? topUps.at(-1)?.topUpId : floor;
  return { topUps, next: hasPrefix("top", last) ? last : null };
}

/**
 * A window of each state that the index `top_up_by_state` has, or one of all states (null): a state
 * that is looked for without an index could be met after the whole history, or never.
 */
function windowsOf({ states, serviceId, declined }: BrowseFilter): readonly (TopUpState | null)[] {
  const byState = states !== null && !states.includes("credited");
  return byState && serviceId === null && !declined ? states : [null];
}

/** A window goes on in the ledger before, where the newer one has no more rows. */
async function windowIn(
  { main, ledgers }: Databases,
  state: TopUpState | null,
  filter: BrowseFilter,
  page: TopUpPage,
): Promise<readonly ListedRow[]> {
  const read = (d1: D1Database, limit: number) =>
    drizzle(d1).all<ListedRow>(windowOf(state, filter, page, limit));
  // Declined cards are not of the ledger: the main database has them for a month.
  return filter.declined ? read(main, WINDOW) : inTurn(await ledgers(), WINDOW, read);
}

function windowOf(
  state: TopUpState | null,
  { serviceId, from, to, declined }: BrowseFilter,
  { before }: TopUpPage,
  limit: number,
) {
  const all = [
    ...(before === null ? [] : [sql`t.id < ${before}`]),
    ...(from === null ? [] : [sql`t.id >= ${from}`]),
    ...(to === null ? [] : [sql`t.id < ${to}`]),
    ...(serviceId === null ? [] : [sql`t.service_id = ${serviceId}`]),
    ...(state === null ? [] : [sql`t.state = ${state}`]),
    // So that SQLite takes the index, which has all others.
    ...(state === null ? [] : [sql`t.state <> 'credited'`]),
  ];
  const where = all.length === 0 ? sql`true` : sql.join(all, sql` AND `);
  const [columns, table] = declined ? [DECLINED, sql`declined_top_up`] : [COLUMNS, sql`top_up`];
  return sql`SELECT ${columns} FROM ${table} AS t WHERE ${where}
    ORDER BY t.id DESC LIMIT ${limit}`;
}
