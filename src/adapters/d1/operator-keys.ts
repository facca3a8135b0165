import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type { OperatorKeys, StoredKey } from "../../app/ports/operator-keys.ts";
import { operatorKeyRow } from "../../contract/operator-key-row.ts";
import { type ReportBadRows, readRows } from "./read-rows.ts";
import { operatorKey } from "./schema-operator.ts";

/** The keys in D1. A row that breaks a rule opens nothing, and is in no list (`read-rows.ts`). */
export function createOperatorKeys(d1: D1Database, report: ReportBadRows): OperatorKeys {
  const db = drizzle(d1);
  const insert = (key: StoredKey) => db.insert(operatorKey).values(rowOf(key));
  return {
    async byId(id) {
      const found = await db.select().from(operatorKey).where(eq(operatorKey.id, id)).get();
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
      const unused = and(
        eq(operatorKey.rotatedFrom, id),
        isNull(operatorKey.lastUsedAt),
        isNull(operatorKey.revokedAt),
      );
      await db.batch([
        db.update(operatorKey).set({ revokedAt: now }).where(unused),
        insert(key),
        db.update(operatorKey).set({ retiresAt }).where(eq(operatorKey.id, id)),
      ]);
    },
    async revoke(id, at) {
      const isOpen = and(eq(operatorKey.id, id), isNull(operatorKey.revokedAt));
      await db.update(operatorKey).set({ revokedAt: at }).where(isOpen);
    },
    async noteUsed(id, at) {
      await db.update(operatorKey).set({ lastUsedAt: at }).where(eq(operatorKey.id, id));
    },
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

/** One statement: of two that come at once, one makes the administrator. */
async function addFirstAdministrator(
  db: DrizzleD1Database,
  key: StoredKey,
  now: number,
): Promise<boolean> {
  const values = Object.values(rowOf(key)).map((value) => sql`${value}`);
  const added = await db.all(sql`INSERT INTO operator_key SELECT ${sql.join(values, sql`, `)}
    WHERE NOT EXISTS (SELECT 1 FROM operator_key
      WHERE role = 'administrator' AND kind = 'person' AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > ${now})
        AND (retires_at IS NULL OR retires_at > ${now})
        AND (scopes IS NULL OR instr(scopes, '"keys:manage"') > 0))
    RETURNING id`);
  return added.length > 0;
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
