/** What the sweep, credit reconciliation and the operator's list read from the projection. */
import { sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type { ReadModels, UnresolvedRow } from "../../app/ports/read-models.ts";
import type { IntentId, ServiceId } from "../../domain/base/ids.ts";
import type { Brands } from "../../domain/operator/brands.ts";
import { waitingApprovals } from "./approvals.ts";
import { brandsIn } from "./brands-in.ts";
import { browsedTopUps } from "./browsed-top-ups.ts";
import { listedTopUps } from "./listed-top-ups.ts";

/**
 * Not ended, and a payment of it succeeded, a surplus one included. A top-up that only waits for a
 * bank is left out: there is nothing to do for it, and many would displace those that hang.
 */
const unfinished = sql`ended = 0 AND (paid_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM top_up_intent AS i WHERE i.top_up_id = top_up.id))`;

export function createReadModels(d1: D1Database): ReadModels {
  const db = drizzle(d1);
  return {
    async endedIntents(intentIds) {
      const rows = await db.all<{ intentId: IntentId }>(sql`SELECT i.intent_id AS intentId
        FROM json_each(${JSON.stringify(intentIds)}) AS asked
        JOIN top_up_intent AS i ON i.intent_id = asked.value
        JOIN top_up AS t ON t.id = i.top_up_id
        WHERE t.ended = 1`);
      return new Set(rows.map((row) => row.intentId));
    },
    async unfinishedServices(limit) {
      const rows = await db.all<{ serviceId: ServiceId }>(sql`SELECT service_id AS serviceId
        FROM top_up INDEXED BY top_up_unfinished WHERE ${unfinished}
        GROUP BY service_id ORDER BY min(requested_at), service_id LIMIT ${limit}`);
      return rows.map((row) => row.serviceId);
    },
    async servicesToReconcile(now, after, limit) {
      const rows = await db.all<{ serviceId: ServiceId }>(sql`
        SELECT DISTINCT service_id AS serviceId FROM top_up
        WHERE service_id > ${after} AND end_at > ${now}
          AND state IN ('credited', 'refunding', 'refund_failed', 'refunded')
        ORDER BY service_id LIMIT ${limit}`);
      return rows.map((row) => row.serviceId);
    },
    recentServices: (wanted) => recentServices(db, wanted),
    async knownServices(after, limit) {
      const rows = await db.all<{ id: ServiceId }>(sql`
        SELECT id FROM service WHERE id > ${after}
        UNION SELECT service_id FROM top_up WHERE service_id > ${after}
        ORDER BY 1 LIMIT ${limit}`);
      return rows.map((row) => row.id);
    },
    async knownBrands() {
      const rows = await db.all<{ brand: string }>(sql`SELECT id AS brand FROM brand
        UNION ${brandsIn("service")} UNION ${brandsIn("invoice")} ORDER BY 1`);
      return rows.map((row) => row.brand);
    },
    unresolved: (brands, limit) => unresolved(db, brands, limit),
    topUps: (brands, filter, page) => listedTopUps(db, brands, filter, page),
    browse: (brands, filter, page) => browsedTopUps(db, brands, filter, page),
    waitingApprovals: (brands, now, limit) => waitingApprovals(db, brands, now, limit),
    async serviceOf(ref) {
      const query =
        "topUpId" in ref
          ? sql`SELECT service_id AS serviceId, brand FROM top_up WHERE id = ${ref.topUpId}`
          : sql`SELECT t.service_id AS serviceId, t.brand FROM top_up_intent AS i
              JOIN top_up AS t ON t.id = i.top_up_id WHERE i.intent_id = ${ref.intentId}`;
      const [row] = await db.all<{ serviceId: ServiceId; brand: string }>(query);
      return row ?? null;
    },
  };
}

/** The row as the query answers with it; `findings` is a JSON array of kinds. */
interface UnresolvedRead extends Omit<UnresolvedRow, "findings"> {
  readonly findings: string;
}

/**
 * A finding may be about a top-up that was never paid: without a row its state is `canceled`, and
 * its brand is its service's. What has no brand in D1 is for keys of all brands.
 */
async function unresolved(
  db: DrizzleD1Database,
  brands: Brands,
  limit: number,
): Promise<UnresolvedRow[]> {
  const ofBrands =
    brands === "all"
      ? sql`1`
      : sql`coalesce(t.brand, s.brand) IN (SELECT value FROM json_each(${JSON.stringify(brands)}))`;
  const rows = await db.all<UnresolvedRead>(sql`
    WITH open AS (
      SELECT service_id, top_up_id, min(opened_at) AS since, json_group_array(kind) AS kinds
      FROM finding WHERE closed_at IS NULL GROUP BY service_id, top_up_id
    ), ids AS (
      SELECT service_id, id FROM top_up INDEXED BY top_up_unfinished WHERE ${unfinished}
      UNION SELECT service_id, top_up_id FROM open
    )
    SELECT ids.service_id AS serviceId, ids.id AS topUpId, coalesce(t.state, 'canceled') AS state,
      coalesce(t.state_since, open.since) AS since, coalesce(open.kinds, '[]') AS findings
    FROM ids LEFT JOIN top_up AS t ON t.id = ids.id
      LEFT JOIN open ON open.top_up_id = ids.id AND open.service_id = ids.service_id
      LEFT JOIN service AS s ON s.id = ids.service_id
    WHERE ${ofBrands}
    ORDER BY since, topUpId LIMIT ${limit}`);
  return rows.map((row) => ({ ...row, findings: kindsOf(row.findings) }));
}

function kindsOf(json: string): string[] {
  const kinds: unknown = JSON.parse(json);
  return Array.isArray(kinds) ? kinds.map(String) : [];
}

async function recentServices(
  db: DrizzleD1Database,
  { engines, from, beginAt, limit }: Parameters<ReadModels["recentServices"]>[0],
): Promise<readonly ServiceId[]> {
  // An id begins with its time, so that the primary key finds what is recent.
  const rows = await db.all<{ serviceId: ServiceId }>(sql`
    SELECT DISTINCT recent.service_id AS serviceId FROM (
      SELECT id, service_id, state FROM top_up WHERE id >= ${beginAt}
      UNION ALL
      SELECT id, service_id, state FROM top_up WHERE id >= ${from} AND id < ${beginAt}
      LIMIT ${limit}
    ) AS recent JOIN service ON service.id = recent.service_id
    WHERE recent.state = 'credited'
      AND service.ocs IN (SELECT value FROM json_each(${JSON.stringify(engines)}))`);
  return rows.map((row) => row.serviceId);
}
