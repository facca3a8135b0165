/** The links of the register in D1 (row R6). */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { Links, LinkVersion } from "../../app/ports/links.ts";
import type { ServiceId } from "../../domain/base/ids.ts";
import { link } from "./schema-register.ts";

const LINK_VERSION = { linkId: link.id, version: link.version };

/** Methods throw when D1 does not answer. */
export function createLinks(d1: D1Database): Links {
  const db = drizzle(d1);
  return {
    async currentOrNew({ serviceId, linkId }) {
      const known = await db
        .select(LINK_VERSION)
        .from(link)
        .where(opens(serviceId))
        .orderBy(desc(link.id))
        .get();
      if (known) return known;
      await db.insert(link).values({ id: linkId, serviceId, version: 1 });
      return { linkId, version: 1 };
    },
    async rotate(serviceId) {
      const to = { version: sql`${link.version} + 1` };
      return newest(await db.update(link).set(to).where(opens(serviceId)).returning(LINK_VERSION));
    },
    async revoke(serviceId, at) {
      const to = { revokedAt: at };
      return newest(await db.update(link).set(to).where(opens(serviceId)).returning(LINK_VERSION));
    },
  };
}

/** The links of the service that are not revoked; two that were made at once both count. */
const opens = (serviceId: ServiceId) => and(eq(link.serviceId, serviceId), isNull(link.revokedAt));

const newest = (rows: readonly LinkVersion[]): LinkVersion | null =>
  rows.reduce<LinkVersion | null>((a, b) => (a && a.linkId > b.linkId ? a : b), null);
