/** The links of the register in D1 (row R6). */
import { and, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type { Links, LinkVersion } from "../../actions/register-port.ts";
import { link } from "./schema-register.ts";

const WHAT = { linkId: link.id, version: link.version };

/** Methods throw when D1 does not answer. */
export function createLinks(d1: D1Database): Links {
  const db = drizzle(d1);
  return {
    async currentOrNew({ serviceId, linkId }) {
      const known = await db
        .select(WHAT)
        .from(link)
        .where(inArray(link.id, newest(db, serviceId)))
        .get();
      if (known) return known;
      await db.insert(link).values({ id: linkId, serviceId, version: 1 });
      return { linkId, version: 1 };
    },
    rotate: (serviceId) => change(db, serviceId, { version: sql`${link.version} + 1` }),
    revoke: (serviceId, at) => change(db, serviceId, { revokedAt: at }),
  };
}

/** The id of the newest link that still opens something; a subquery of one row or none. */
function newest(db: DrizzleD1Database, serviceId: string) {
  return db
    .select({ id: link.id })
    .from(link)
    .where(and(eq(link.serviceId, serviceId), isNull(link.revokedAt)))
    .orderBy(desc(link.id))
    .limit(1);
}

async function change(
  db: DrizzleD1Database,
  serviceId: string,
  to: { readonly version: SQL } | { readonly revokedAt: number },
): Promise<LinkVersion | null> {
  const changed = await db
    .update(link)
    .set(to)
    .where(inArray(link.id, newest(db, serviceId)))
    .returning(WHAT);
  return changed[0] ?? null;
}
