/** Which objects have to hear that their service was closed or reopened (decision 18). */
import { eq, sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { ClosedStatus } from "../../app/ports/register.ts";
import type { ServiceId } from "../../domain/base/ids.ts";
import { service } from "./schema-register.ts";

/** The partial index holds only such services, in the order of their last try. */
export async function takeServicesToTell(
  db: DrizzleD1Database,
  limit: number,
  now: number,
): Promise<readonly ClosedStatus[]> {
  const rows = await db.all<StatusRow>(sql`
    UPDATE service SET tell_tried_at = CAST(${now} AS INTEGER)
    WHERE id IN (
      SELECT id FROM service INDEXED BY service_to_tell
      WHERE (status = 'closed') <> object_closed ORDER BY tell_tried_at LIMIT ${limit})
    RETURNING id AS serviceId, status = 'closed' AS closed`);
  return rows.map(statusOf);
}

/** Writes what the object was told, not the status, which may have changed in the meantime. */
export async function noteTold(
  db: DrizzleD1Database,
  { serviceId, closed }: ClosedStatus,
): Promise<void> {
  await db.update(service).set({ objectClosed: closed }).where(eq(service.id, serviceId));
}

export async function closedStatusOf(
  db: DrizzleD1Database,
  serviceIds: readonly ServiceId[],
): Promise<readonly ClosedStatus[]> {
  const rows = await db.all<StatusRow>(sql`
    SELECT s.id AS serviceId, s.status = 'closed' AS closed
    FROM json_each(${JSON.stringify(serviceIds)}) AS asked
      CROSS JOIN service AS s ON s.id = asked.value`);
  return rows.map(statusOf);
}

interface StatusRow {
  readonly serviceId: ServiceId;
  readonly closed: number;
}
const statusOf = ({ serviceId, closed }: StatusRow): ClosedStatus => ({
  serviceId,
  closed: closed === 1,
});
