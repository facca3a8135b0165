/** What the sweep, credit reconciliation and the operator's list read from the projection. */
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { ReadModels, UnfinishedService } from "../../app/ports/read-models.ts";
import type { IntentId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { waitingApprovals } from "./approvals.ts";
import { brandsIn } from "./brands-in.ts";
import { browsedTopUps } from "./browsed-top-ups.ts";
import type { Databases } from "./databases.ts";
import { knownServices } from "./known-services.ts";
import { listedTopUps } from "./listed-top-ups.ts";
import { fromAll, inTurn, lookUp, rowsByIds } from "./lookups.ts";
import { unresolvedTopUps } from "./unresolved-top-ups.ts";

export function createReadModels(databases: Databases): ReadModels {
  const { main, ledgers } = databases;
  const db = drizzle(main);
  return {
    endedIntents: (intentIds) => endedIntents(databases, intentIds),
    unfinishedServices: (after, limit) => unfinishedServices(databases, after, limit),
    async servicesToReconcile(now, after, limit) {
      const rows = await db.all<{ serviceId: ServiceId }>(sql`
        SELECT service_id AS serviceId FROM audited_service
        WHERE service_id > ${after} AND until > ${now} ORDER BY service_id LIMIT ${limit}`);
      return rows.map((row) => row.serviceId);
    },
    recentServices: (wanted) => recentServices(databases, wanted),
    knownServices: (after, limit) => knownServices(databases, after, limit),
    async knownBrands() {
      const rows = await db.all<{ brand: string }>(
        sql`SELECT id AS brand FROM brand UNION ${brandsIn("service")}`,
      );
      const invoiced = await Promise.all(
        (await ledgers()).map(({ d1 }) => drizzle(d1).all<{ brand: string }>(brandsIn("invoice"))),
      );
      return [...new Set([...rows, ...invoiced.flat()].map(({ brand }) => brand))].sort();
    },
    unresolved: (brands, limit) => unresolvedTopUps(databases, brands, limit),
    topUps: (brands, filter, page) => listedTopUps(databases, brands, filter, page),
    browse: (brands, filter, page) => browsedTopUps(databases, brands, filter, page),
    waitingApprovals: (brands, now, limit) => waitingApprovals(db, brands, now, limit),
    async serviceOf(ref) {
      const ids =
        "topUpId" in ref
          ? [ref.topUpId]
          : (await lookUp(main, "pi", [ref.intentId])).map(({ topUpId }) => topUpId);
      const [row] = await rowsByIds<{ serviceId: ServiceId; brand: string }>(
        databases,
        ids,
        `SELECT service_id AS serviceId, brand FROM top_up
         WHERE id IN (SELECT value FROM json_each(?))`,
      );
      return row ?? null;
    },
  };
}

async function endedIntents(
  databases: Databases,
  intentIds: readonly IntentId[],
): Promise<ReadonlySet<IntentId>> {
  const found = await lookUp(databases.main, "pi", intentIds);
  const ended = await rowsByIds<{ id: TopUpId }>(
    databases,
    [...new Set(found.map(({ topUpId }) => topUpId))],
    "SELECT id FROM top_up WHERE ended = 1 AND id IN (SELECT value FROM json_each(?))",
  );
  const ids = new Set(ended.map(({ id }) => id));
  return new Set(found.flatMap(({ key, topUpId }) => (ids.has(topUpId) ? [key as IntentId] : [])));
}

/** The partial index is in this order, so a page reads its own rows, whatever waits behind them. */
async function unfinishedServices(
  { ledgers }: Databases,
  after: UnfinishedService | null,
  limit: number,
): Promise<readonly UnfinishedService[]> {
  const rows = await fromAll<UnfinishedService>(
    await ledgers(),
    `SELECT requested_at AS requestedAt, service_id AS serviceId
     FROM top_up INDEXED BY top_up_unfinished
     WHERE ended = 0 AND received = 1 AND (requested_at, service_id) > (?1, ?2)
     ORDER BY requested_at, service_id LIMIT ?3`,
    after?.requestedAt ?? 0,
    after?.serviceId ?? "",
    limit,
  );
  return rows
    .toSorted((a, b) => a.requestedAt - b.requestedAt || (a.serviceId < b.serviceId ? -1 : 1))
    .slice(0, limit);
}

/** An id begins with its time, so that the primary key finds what is recent. */
async function recentServices(
  { main, ledgers }: Databases,
  { engines, after, limit }: Parameters<ReadModels["recentServices"]>[0],
): ReturnType<ReadModels["recentServices"]> {
  const oldestFirst = (await ledgers()).toReversed();
  const recent = await inTurn(oldestFirst, limit, (d1, room) =>
    drizzle(d1).all<{ id: TopUpId; serviceId: ServiceId; state: string }>(sql`
      SELECT id, service_id AS serviceId, state FROM top_up WHERE id > ${after}
      ORDER BY id LIMIT ${room}`),
  );
  const next = recent.length < limit ? null : (recent.at(-1)?.id ?? null);
  const credited = recent.flatMap((row) => (row.state === "credited" ? [row.serviceId] : []));
  const rows = await drizzle(main).all<{ serviceId: ServiceId }>(sql`
    SELECT id AS serviceId FROM service
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify([...new Set(credited)])}))
      AND ocs IN (SELECT value FROM json_each(${JSON.stringify(engines)}))`);
  return { services: rows.map((row) => row.serviceId), next };
}
