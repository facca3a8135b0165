/** Aliases of the legacy usage answer: one row per service, address and day. */
import { sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import {
  ALIAS_KEPT_MS,
  type GivenAlias,
  type UsageAlias,
  type UsageAliases,
} from "../../app/ports/usage-aliases.ts";
import { DAY_MS } from "../../domain/base/time.ts";
import { orPortFault } from "./or-port-fault.ts";

export function createUsageAliases(d1: D1Database): UsageAliases {
  const db = drizzle(d1);
  return {
    give: (of, now) => orPortFault(() => give(db, of, now)),
    find: (by, now) => orPortFault(() => find(db, by, now)),
    forget: (limit, now) => orPortFault(() => forget(db, limit, now)),
  };
}

/** Two calls at once get the row of the first. */
async function give(
  db: DrizzleD1Database,
  { serviceId, address }: Pick<UsageAlias, "serviceId" | "address">,
  now: number,
): Promise<GivenAlias> {
  const at = sql`CAST(${now} AS INTEGER)`;
  const [pair] = await db.all<GivenAlias>(sql`
    INSERT INTO usage_alias (service_uuid, imsi, service_id, address, day, made_at, given_at)
    VALUES (${crypto.randomUUID()}, ${aliasOfImsi()}, ${serviceId}, ${address},
      CAST(${Math.floor(now / DAY_MS)} AS INTEGER), ${at}, ${at})
    ON CONFLICT (service_id, address, day) DO UPDATE SET given_at = max(given_at, excluded.given_at)
    RETURNING service_uuid AS serviceUuid, imsi`);
  if (!pair) throw new Error("an alias was made, and is not there");
  return pair;
}

/** Country code 999 is for networks of one's own (ITU-T E.212), so no SIM has this number. */
function aliasOfImsi(): string {
  const words = crypto.getRandomValues(new Uint32Array(2));
  const digits = Array.from(words, (word) => String(word % 1_000_000).padStart(6, "0"));
  return `999${digits.join("")}`;
}

async function find(
  db: DrizzleD1Database,
  { serviceUuid, imsi }: { readonly serviceUuid: string | null; readonly imsi: string | null },
  now: number,
): Promise<UsageAlias | null> {
  if (serviceUuid === null && imsi === null) return null;
  const [row] = await db.all<UsageAlias>(sql`
    SELECT service_uuid AS serviceUuid, imsi, service_id AS serviceId, address,
      made_at AS madeAt, given_at AS givenAt
    FROM usage_alias
    WHERE ${serviceUuid === null ? sql`imsi = ${imsi}` : sql`service_uuid = ${serviceUuid}`}
      AND (${imsi} IS NULL OR imsi = ${imsi})
      AND given_at > CAST(${now - ALIAS_KEPT_MS} AS INTEGER)`);
  return row ?? null;
}

async function forget(db: DrizzleD1Database, limit: number, now: number): Promise<number> {
  // Given for the last time on its day, or just after midnight.
  const lastDay = Math.floor((now - ALIAS_KEPT_MS) / DAY_MS) - 1;
  const rows = await db.all<{ imsi: string }>(sql`
    DELETE FROM usage_alias WHERE service_uuid IN (
      SELECT service_uuid FROM usage_alias WHERE day < CAST(${lastDay} AS INTEGER)
      LIMIT ${limit})
    RETURNING imsi`);
  return rows.length;
}
