/** What on-call looks at: unfinished and parked top-ups, and open findings. */
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { UnresolvedRow } from "../../app/ports/read-models.ts";
import type { ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { type Brands, hasBrand } from "../../domain/operator/brands.ts";
import type { Databases } from "./databases.ts";
import { fromAll, rowsByIds } from "./lookups.ts";

interface UnfinishedRow {
  readonly serviceId: ServiceId;
  readonly topUpId: TopUpId;
  readonly brand: string;
  readonly state: string;
  readonly since: number;
}
/** `findings` is a JSON array of kinds. */
interface OpenRow {
  readonly serviceId: ServiceId;
  readonly topUpId: TopUpId;
  readonly brand: string | null;
  readonly since: number;
  readonly findings: string;
}

const ROW = `SELECT service_id AS serviceId, id AS topUpId, brand, state, state_since AS since
  FROM top_up`;
/**
 * Not ended, and a payment of it succeeded, a surplus one included. A top-up that only waits for a
 * bank is left out: there is nothing to do for it, and many would displace those that hang.
 */
const UNFINISHED = `${ROW} INDEXED BY top_up_unfinished WHERE ended = 0 AND received = 1
  ORDER BY requested_at LIMIT ?1`;
const BY_ID = `${ROW} WHERE id IN (SELECT value FROM json_each(?))`;

/** Findings and unfinished top-ups that one call reads; the oldest come first. */
const READ = 2000;

/**
 * A finding may be about a top-up that was never paid: without a row its state is \`canceled\`, and
 * its brand is its service's. What has no brand in D1 is for keys of all brands.
 */
export async function unresolvedTopUps(
  databases: Databases,
  brands: Brands,
  limit: number,
): Promise<UnresolvedRow[]> {
  const open = await openFindings(databases.main);
  const unfinished = await fromAll<UnfinishedRow>(await databases.ledgers(), UNFINISHED, READ);
  const known = new Set(unfinished.map(({ topUpId }) => topUpId));
  const missing = open.map(({ topUpId }) => topUpId).filter((id) => !known.has(id));
  const others = await rowsByIds<UnfinishedRow>(databases, [...new Set(missing)], BY_ID);
  const rowOf = new Map([...unfinished, ...others].map((row) => [row.topUpId, row]));
  const findingsOf = new Map(open.map((row) => [`${row.serviceId} ${row.topUpId}`, row]));
  const rows = new Map<string, UnresolvedRow>();
  const add = (serviceId: ServiceId, topUpId: TopUpId) => {
    const key = `${serviceId} ${topUpId}`;
    const [row, found] = [rowOf.get(topUpId), findingsOf.get(key)];
    const brand = row?.brand ?? found?.brand ?? null;
    if (brands !== "all" && (brand === null || !hasBrand(brands, brand))) return;
    rows.set(key, {
      serviceId,
      topUpId,
      state: row?.state ?? "canceled",
      since: row?.since ?? found?.since ?? 0,
      findings: kindsOf(found?.findings ?? "[]"),
    });
  };
  for (const { serviceId, topUpId } of [...unfinished, ...open]) add(serviceId, topUpId);
  const oldest = (a: UnresolvedRow, b: UnresolvedRow) =>
    a.since - b.since || (a.topUpId < b.topUpId ? -1 : 1);
  return [...rows.values()].sort(oldest).slice(0, limit);
}

/** By service and top-up; the brand is that of the service. */
const openFindings = (main: D1Database): Promise<OpenRow[]> =>
  drizzle(main).all<OpenRow>(sql`
    SELECT open.service_id AS serviceId, open.top_up_id AS topUpId, s.brand,
      min(open.opened_at) AS since, json_group_array(open.kind) AS findings
    FROM (SELECT service_id, top_up_id, opened_at, kind FROM finding INDEXED BY finding_open
      WHERE closed_at IS NULL ORDER BY opened_at LIMIT ${READ}) AS open
    LEFT JOIN service AS s ON s.id = open.service_id
    GROUP BY open.service_id, open.top_up_id`);

function kindsOf(json: string): string[] {
  const kinds: unknown = JSON.parse(json);
  return Array.isArray(kinds) ? kinds.map(String) : [];
}
