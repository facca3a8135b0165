/** Exact searches: which top-ups a key leads to (decision 39). */
import type { ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { byLedger, type Databases, type Ledger } from "./databases.ts";
import type { LookupKind } from "./schema-projection.ts";

export interface Found {
  readonly key: string;
  readonly serviceId: ServiceId;
  readonly topUpId: TopUpId;
}

/** The top-ups of these keys. */
export async function lookUp(
  main: D1Database,
  kind: LookupKind,
  keys: readonly string[],
): Promise<readonly Found[]> {
  const { results } = await main
    .prepare(
      `SELECT l.key, l.service_id AS serviceId, l.top_up_id AS topUpId FROM json_each(?2) AS asked
       CROSS JOIN lookup AS l ON l.kind = ?1 AND l.key = asked.value`,
    )
    .bind(kind, JSON.stringify(keys))
    .all<Found>();
  return results;
}

/** The invoices of any brand with this number. */
export async function lookUpInvoice(main: D1Database, number: number): Promise<readonly Found[]> {
  const { results } = await main
    .prepare(
      `SELECT key, service_id AS serviceId, top_up_id AS topUpId FROM lookup
       WHERE kind = 'inv' AND key > ?1 || ' ' AND key < ?1 || '!'`,
    )
    .bind(String(number))
    .all<Found>();
  return results;
}

/** Rows of these top-ups, from the ledger that has each. `sql` has one parameter: ids as JSON. */
export async function rowsByIds<T>(
  { ledgers }: Databases,
  topUpIds: readonly TopUpId[],
  sql: string,
): Promise<readonly T[]> {
  if (topUpIds.length === 0) return [];
  const parts = byLedger(await ledgers(), topUpIds, (id) => id);
  const found = await Promise.all(
    parts.map(async ([{ d1 }, ids]) => {
      const { results } = await d1.prepare(sql).bind(JSON.stringify(ids)).all<T>();
      return results;
    }),
  );
  return found.flat();
}

/** The same query in every ledger, the newest ledger first. */
export async function fromAll<T>(
  ledgers: readonly Ledger[],
  sql: string,
  ...values: readonly (string | number | null)[]
): Promise<readonly T[]> {
  const found = await Promise.all(
    ledgers.map(
      async ({ d1 }) =>
        (
          await d1
            .prepare(sql)
            .bind(...values)
            .all<T>()
        ).results,
    ),
  );
  return found.flat();
}

/** What `page` reads from each ledger in turn (the newest comes first), up to `limit` rows. */
export async function inTurn<T>(
  ledgers: readonly Ledger[],
  limit: number,
  page: (d1: D1Database, limit: number) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const rows: T[] = [];
  for (const { d1 } of ledgers) {
    if (rows.length >= limit) break;
    rows.push(...(await page(d1, limit - rows.length)));
  }
  return rows;
}
