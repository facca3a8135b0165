import { asc, desc, eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { BrandRegister } from "../../app/ports/brand-register.ts";
import { orPortFault } from "./or-port-fault.ts";
import { brand, brandHistory } from "./schema-brand.ts";

/** Where operators read and write brands. Nothing is kept here: they see what D1 has. */
export function createBrandRegister(d1: D1Database): BrandRegister {
  const db = drizzle(d1);
  return {
    all: () =>
      orPortFault(async () => {
        const rows = await db.select().from(brand).orderBy(asc(brand.id));
        return rows.map(({ revision, ...row }) => ({ revision, row }));
      }),
    history: (brandId, limit) =>
      orPortFault(async () => {
        const rows = await db
          .select()
          .from(brandHistory)
          .where(eq(brandHistory.brand, brandId))
          .orderBy(desc(brandHistory.revision))
          .limit(limit);
        return rows.map(({ brand: _, ...change }) => change);
      }),
    write: (row, change, claimed) =>
      orPortFault(async () => {
        const values = { ...row, revision: change.revision };
        const revision = sql<number>`iif(${hasAnyOf(row.id, claimed)}, NULL, ${change.revision})`;
        const history = { brand: row.id, ...change, revision };
        try {
          await db.batch([
            db.insert(brandHistory).values(history),
            db.insert(brand).values(values).onConflictDoUpdate({ target: brand.id, set: values }),
          ]);
          return "written";
        } catch (fault) {
          // A batch is one transaction, so the brand is as it was.
          const why = `${fault} ${causeOf(fault)}`;
          if (/brand_history is append-only/.test(why)) return "overtaken";
          if (/NOT NULL constraint failed: brand_history\.revision/.test(why)) return "host_taken";
          throw fault;
        }
      }),
  };
}

/**
 * Whether another brand has one of these host names. Then the history gets no revision and refuses
 * its row, which takes the whole batch back: an answer that was read before could be old by now.
 */
const hasAnyOf = (brandId: string, hosts: readonly string[]) => sql`EXISTS (
  SELECT 1 FROM ${brand} AS other, json_each(${JSON.stringify(hosts)}) AS claimed
  WHERE other.id <> ${brandId}
    AND (claimed.value = substr(other.public_url, instr(other.public_url, '://') + 3)
      OR EXISTS (SELECT 1 FROM json_each(other.hosts) AS own WHERE own.value = claimed.value)))`;

const causeOf = (fault: unknown): string =>
  fault instanceof Error && fault.cause !== undefined ? String(fault.cause) : "";
