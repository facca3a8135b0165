import { asc, desc, eq } from "drizzle-orm";
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
    write: (row, change) =>
      orPortFault(async () => {
        const values = { ...row, revision: change.revision };
        try {
          await db.batch([
            db.insert(brandHistory).values({ brand: row.id, ...change }),
            db.insert(brand).values(values).onConflictDoUpdate({ target: brand.id, set: values }),
          ]);
          return true;
        } catch (fault) {
          // The trigger of the history; a batch is one transaction, so the brand is as it was.
          if (/brand_history is append-only/.test(`${fault} ${causeOf(fault)}`)) return false;
          throw fault;
        }
      }),
  };
}

const causeOf = (fault: unknown): string =>
  fault instanceof Error && fault.cause !== undefined ? String(fault.cause) : "";
