import { asc } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { Keep, Kept } from "./kept.ts";
import { brand, deployment } from "./schema-brand.ts";

/** What every sale needs to know before it begins: in one call, because calls are counted. */
export interface SaleTables {
  readonly brands: readonly (typeof brand.$inferSelect)[];
  /** Null: this database was never started with a deployment. */
  readonly deployment: typeof deployment.$inferSelect | null;
}

/** Brands and deployment, kept together. */
export function saleTables(d1: D1Database, keep: Keep): Kept<SaleTables> {
  const db = drizzle(d1);
  return keep("brands", async (): Promise<SaleTables> => {
    const [brands, [row]] = await db.batch([
      db.select().from(brand).orderBy(asc(brand.id)),
      db.select().from(deployment),
    ]);
    return { brands, deployment: row ?? null };
  });
}
