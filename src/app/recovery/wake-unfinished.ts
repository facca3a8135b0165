import { actorLabel, type System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import type { Ports } from "../ports/ports.ts";

export type WakeUnfinishedNeeds = Pick<Ports, "readModels" | "objects" | "log">;

const SERVICES_PER_SWEEP = 500;

/**
 * Wakes the objects that D1 believes to have unfinished top-ups: one may have lost its alarm.
 * Answers with their number. Throws when D1 is silent.
 */
export async function wakeUnfinished(
  { readModels, objects, log }: WakeUnfinishedNeeds,
  actor: System,
): Promise<number> {
  const services = await readModels.unfinishedServices(SERVICES_PER_SWEEP);
  await mapWithConcurrency(services, async (serviceId) => {
    try {
      await objects.of(serviceId).wake();
    } catch (fault) {
      log.error("sweep_wake_failed", fault, { serviceId, by: actorLabel(actor) });
    }
  });
  return services.length;
}
