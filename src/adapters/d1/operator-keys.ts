import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import * as z from "zod";
import type { Log } from "../../app/ports/log.ts";
import type { OperatorKeys, StoredKey } from "../../app/ports/operator-keys.ts";
import { isId } from "../../domain/base/ids.ts";
import { type OperatorKey, personOf } from "../../domain/operator/operator-key.ts";
import { KEY_KINDS, ROLES, SCOPES } from "../../domain/operator/scope.ts";
import { operatorKey } from "./schema-operator.ts";

const keyId = z.custom((text) => isId("key", text)).transform((text) => text as OperatorKey["id"]);
const instant = z.int().nonnegative();
const jsonList = <T extends z.ZodType>(entry: T) =>
  z
    .string()
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        ctx.addIssue("no JSON");
        return z.NEVER;
      }
    })
    .pipe(z.array(entry).min(1));

/** The rules of a row. Operators may write rows by hand, so they are checked whenever read. */
const row = z.strictObject({
  id: keyId,
  kind: z.enum(KEY_KINDS),
  person: z
    .string()
    .min(1)
    .max(100)
    .refine((text) => text === personOf(text), "lower case, without white space around it"),
  name: z.string().trim().min(1).max(100),
  role: z.enum(ROLES),
  scopes: jsonList(z.enum(SCOPES)).nullable(),
  brands: jsonList(z.string().min(1)).nullable(),
  secretHash: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: instant,
  createdBy: keyId.nullable(),
  expiresAt: instant.nullable(),
  retiresAt: instant.nullable(),
  rotatedFrom: keyId.nullable(),
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});

/** The keys in D1. */
export function createOperatorKeys(d1: D1Database, log: Log): OperatorKeys {
  const db = drizzle(d1);
  const insert = (key: StoredKey) => db.insert(operatorKey).values(rowOf(key));
  return {
    async byId(id) {
      const found = await db.select().from(operatorKey).where(eq(operatorKey.id, id)).get();
      return (found && keyOf(found, log)[0]) ?? null;
    },
    async all() {
      const order = [asc(operatorKey.createdAt), asc(operatorKey.id)];
      const rows = await db
        .select()
        .from(operatorKey)
        .orderBy(...order);
      return rows.flatMap((row) => keyOf(row, log)).map(({ secretHash: _, ...key }) => key);
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

/** The key of a row; none, and a log line, when the row breaks a rule. */
function keyOf(found: typeof operatorKey.$inferSelect, log: Log): StoredKey[] {
  const parsed = row.safeParse(found);
  if (!parsed.success) {
    const columns = parsed.error.issues.map(({ path }) => String(path[0])).join();
    log.warn("row_invalid", { table: "operator_key", id: found.id, columns });
    return [];
  }
  const { scopes: narrowed, brands, ...key } = parsed.data;
  return [{ ...key, narrowed, brands: brands ?? "all" }];
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
