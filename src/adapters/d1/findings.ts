import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { finding } from "./schema-projection.ts";

/** A finding about a top-up that does not come from its object's log; `openedAt`: Unix ms. */
export interface Finding {
  readonly serviceId: ServiceId;
  readonly topUpId: TopUpId;
  readonly kind: string;
  readonly detail: string;
  readonly openedAt: number;
}

/** Raised again, a finding stays one row; one that was closed is opened again. */
export async function raise(d1: D1Database, found: Finding): Promise<void> {
  await drizzle(d1)
    .insert(finding)
    .values({ ...found, source: "outside" })
    .onConflictDoUpdate({
      target: [finding.topUpId, finding.kind, finding.source, finding.serviceId],
      set: { detail: found.detail, openedAt: found.openedAt, closedAt: null },
      setWhere: sql`${finding.closedAt} IS NOT NULL AND ${finding.closedAt} <= ${found.openedAt}`,
    });
}
