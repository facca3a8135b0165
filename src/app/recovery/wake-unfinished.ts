import { hasPrefix, type ServiceId } from "../../domain/base/ids.ts";
import { actorLabel, type System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import type { CronPage, PageOrder } from "../ports/cron-cursors.ts";
import type { Ports } from "../ports/ports.ts";
import type { UnfinishedService } from "../ports/read-models.ts";

export type WakeUnfinishedNeeds = Pick<Ports, "readModels" | "objects" | "log">;

/** One call each: well below what one invocation may call. */
const TOP_UPS_PER_PAGE = 300;

/**
 * Wakes the objects of one page of top-ups that D1 believes unfinished: one may have lost its
 * alarm. An object that fails is logged and stops no other. Throws when D1 is silent.
 */
export async function wakeUnfinished(
  { readModels, objects, log }: WakeUnfinishedNeeds,
  actor: System,
  order: PageOrder,
): Promise<CronPage> {
  const { services, next } = await unfinishedOf({ readModels }, order);
  if (order.isGivenUp) return next;
  await mapWithConcurrency(services, async (serviceId) => {
    try {
      await objects.of(serviceId).wake();
    } catch (fault) {
      log.error("sweep_wake_failed", fault, { serviceId, by: actorLabel(actor) });
    }
  });
  return next;
}

async function unfinishedOf(
  { readModels }: Pick<Ports, "readModels">,
  { cursor }: PageOrder,
): Promise<{ readonly services: readonly ServiceId[]; readonly next: CronPage }> {
  const rows = await readModels.unfinishedServices(readCursor(cursor), TOP_UPS_PER_PAGE);
  const last = rows.length < TOP_UPS_PER_PAGE ? undefined : rows.at(-1);
  const next = last
    ? { cursor: `${last.requestedAt} ${last.serviceId}`, ended: false }
    : { cursor: "", ended: true };
  return { services: [...new Set(rows.map(({ serviceId }) => serviceId))], next };
}

function readCursor(cursor: string): UnfinishedService | null {
  const [at, serviceId] = cursor.split(" ");
  return hasPrefix("svc", serviceId) ? { requestedAt: Number(at), serviceId } : null;
}
