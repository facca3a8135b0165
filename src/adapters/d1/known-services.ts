/** Every service that D1 knows, by id. */
import type { ServiceCursor } from "../../app/ports/read-models.ts";
import type { ServiceId } from "../../domain/base/ids.ts";
import type { Databases } from "./databases.ts";
import { fromAll } from "./lookups.ts";

/** One step through the index `top_up_listed` per service, not one per top-up. */
const SOLD = `WITH RECURSIVE step (id, n) AS (
    SELECT (SELECT min(service_id) FROM top_up WHERE service_id > ?1), 1 UNION ALL
    SELECT (SELECT min(service_id) FROM top_up WHERE service_id > step.id), n + 1 FROM step
    WHERE id IS NOT NULL AND n < ?2)
  SELECT id FROM step WHERE id IS NOT NULL`;

/** Those of the register, and those with a top-up that the register lost. */
export async function knownServices(
  { main, ledgers }: Databases,
  after: ServiceCursor,
  limit: number,
): Promise<readonly ServiceId[]> {
  const { results } = await main
    .prepare("SELECT id FROM service WHERE id > ?1 ORDER BY id LIMIT ?2")
    .bind(after, limit)
    .all<{ id: ServiceId }>();
  const sold = await fromAll<{ id: ServiceId }>(await ledgers(), SOLD, after, limit);
  const ids = new Set([...results, ...sold].map(({ id }) => id));
  return [...ids].sort().slice(0, limit);
}
