import { and, asc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type { Log } from "../../app/ports/log.ts";
import type { OperatorKeys, StoredKey } from "../../app/ports/operator-keys.ts";
import { operatorKeyRow } from "../../contract/operator-key-row.ts";
import type { OperatorKeyId } from "../../domain/base/ids.ts";
import { within } from "./kept.ts";
import { type ReportBadRows, readRows } from "./read-rows.ts";
import { operatorKey } from "./schema-operator.ts";

/** An operator, or another system, waits for the answer; ms. */
const ANSWER_WITHIN_MS = 5000;
/** `last_used_at` is written at most this often per key; ms. */
const USED_EVERY_MS = 60_000;

export interface OperatorKeysNeeds {
  readonly report: ReportBadRows;
  readonly log: Log;
  /** Keeps the Worker until this is done, although the answer has gone out. */
  readonly later: (work: Promise<void>) => void;
  readonly withinMs?: number;
}

/** The keys in D1. A row that breaks a rule opens nothing, and is in no list (`read-rows.ts`). */
export function createOperatorKeys(d1: D1Database, needs: OperatorKeysNeeds): OperatorKeys {
  const { report, withinMs = ANSWER_WITHIN_MS } = needs;
  const noteUsed = useNotes(d1, { ...needs, withinMs });
  const db = drizzle(d1);
  const insert = (key: StoredKey) => db.insert(operatorKey).values(rowOf(key));
  return {
    async byId(id) {
      const asked = db.select().from(operatorKey).where(eq(operatorKey.id, id)).get();
      const found = await within(withinMs, asked);
      return (found && (await keysOf([found], report))[0]) ?? null;
    },
    async all() {
      const order = [asc(operatorKey.createdAt), asc(operatorKey.id)];
      const rows = await db
        .select()
        .from(operatorKey)
        .orderBy(...order);
      return (await keysOf(rows, report)).map(({ secretHash: _, ...key }) => key);
    },
    async add(key) {
      await insert(key);
    },
    addFirstAdministrator: (key, now) => addFirstAdministrator(db, key, now),
    async replace(id, { now, retiresAt: at }, key) {
      const retiresAt = sql`min(coalesce(${operatorKey.retiresAt}, ${at}), ${at})`;
      const isIn = sql`EXISTS (SELECT 1 FROM operator_key AS made WHERE made.id = ${key.id})`;
      const unused = and(
        eq(operatorKey.rotatedFrom, id),
        ne(operatorKey.id, key.id),
        isNull(operatorKey.lastUsedAt),
        isNull(operatorKey.revokedAt),
      );
      const [added] = await db.batch([
        addInPlaceOf(db, id, now, key),
        db.update(operatorKey).set({ revokedAt: now }).where(and(unused, isIn)),
        db
          .update(operatorKey)
          .set({ retiresAt })
          .where(and(eq(operatorKey.id, id), isIn)),
      ]);
      return added.length > 0;
    },
    revoke: (id, at) => revokeWithHeirs(db, id, at),
    noteUsed,
  };
}

async function keysOf(
  rows: readonly (typeof operatorKey.$inferSelect)[],
  report: ReportBadRows,
): Promise<readonly StoredKey[]> {
  const good = await readRows(operatorKeyRow, "operator_key", { rows, report });
  return good.map(({ scopes: narrowed, brands, ...key }) => {
    return { ...key, narrowed, brands: brands ?? "all" };
  });
}

/** One statement: of a rotation and a revocation that come at once, the revocation wins. */
function addInPlaceOf(db: DrizzleD1Database, id: OperatorKeyId, now: number, key: StoredKey) {
  const row = sql`SELECT ${valuesOf(key)}
    WHERE EXISTS (SELECT 1 FROM operator_key WHERE id = ${id} AND revoked_at IS NULL
      AND (expires_at IS NULL OR expires_at > ${now})
      AND (retires_at IS NULL OR retires_at > ${now}))`;
  return db.insert(operatorKey).select(row).returning({ id: operatorKey.id });
}

/** One statement: no key that takes the place of another comes between finding and revoking. */
async function revokeWithHeirs(
  db: DrizzleD1Database,
  id: OperatorKeyId,
  at: number,
): Promise<readonly OperatorKeyId[]> {
  const revoked = await db.all<{ id: OperatorKeyId }>(sql`
    WITH RECURSIVE heir(id) AS (
      VALUES (${id})
      UNION SELECT one.id FROM operator_key AS one JOIN heir ON one.rotated_from = heir.id)
    UPDATE operator_key SET revoked_at = ${at}
    WHERE revoked_at IS NULL AND id IN (SELECT id FROM heir)
    RETURNING id`);
  return revoked.map((row) => row.id);
}

/**
 * Of many calls in one minute one writes, here and in D1. A write that fails is not tried again
 * before the next minute, so that a D1 without writes is not asked with every call.
 */
function useNotes(
  d1: D1Database,
  { log, later, withinMs }: Required<OperatorKeysNeeds>,
): OperatorKeys["noteUsed"] {
  const triedAt = new Map<string, number>();
  return ({ id, lastUsedAt }, at) => {
    if (at < Math.max(lastUsedAt ?? 0, triedAt.get(id) ?? 0) + USED_EVERY_MS) return;
    triedAt.set(id, at);
    const written = d1
      .prepare(USED)
      .bind(id, at, at - USED_EVERY_MS)
      .run();
    const failed = (fault: unknown) =>
      log.error("operator_key_use_unwritten", fault, { keyId: id });
    later(within(withinMs, written).then(() => {}, failed));
  };
}
const USED = `UPDATE operator_key SET last_used_at = ?2
  WHERE id = ?1 AND (last_used_at IS NULL OR last_used_at <= ?3)`;

/** One statement: of two that come at once, one makes the administrator. */
async function addFirstAdministrator(
  db: DrizzleD1Database,
  key: StoredKey,
  now: number,
): Promise<boolean> {
  const added = await db.all(sql`INSERT INTO operator_key SELECT ${valuesOf(key)}
    WHERE NOT EXISTS (SELECT 1 FROM operator_key
      WHERE role = 'administrator' AND kind = 'person' AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > ${now})
        AND (retires_at IS NULL OR retires_at > ${now})
        AND (scopes IS NULL OR instr(scopes, '"keys:manage"') > 0))
    RETURNING id`);
  return added.length > 0;
}

function valuesOf(key: StoredKey): SQL {
  const values = Object.values(rowOf(key)).map((value) => sql`${value}`);
  return sql.join(values, sql`, `);
}

/** In the order of the table's columns. */
function rowOf(key: StoredKey): typeof operatorKey.$inferSelect {
  return {
    id: key.id,
    kind: key.kind,
    person: key.person,
    name: key.name,
    role: key.role,
    scopes: key.narrowed && JSON.stringify(key.narrowed),
    brands: key.brands === "all" ? null : JSON.stringify(key.brands),
    secretHash: key.secretHash,
    createdAt: key.createdAt,
    createdBy: key.createdBy,
    expiresAt: key.expiresAt,
    retiresAt: key.retiresAt,
    rotatedFrom: key.rotatedFrom,
    revokedAt: key.revokedAt,
    lastUsedAt: key.lastUsedAt,
  };
}
