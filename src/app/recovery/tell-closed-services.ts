import { actorLabel, type System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import type { Ports } from "../ports/ports.ts";
import type { ClosedStatus } from "../ports/register.ts";

export type TellClosedNeeds = Pick<Ports, "register" | "objects" | "clock" | "log">;

/** A register that closed thousands at once must not take up a whole sweep. */
const SERVICES_PER_SWEEP = 100;

/**
 * Tells the objects of services that the register closed or reopened (decision 18). Safe to repeat:
 * an object that knows it already commits nothing. A service whose object or row does not answer is
 * logged and comes up again after those that waited longer. Without D1 nothing is told. Answers
 * with the number of objects that were told.
 */
export async function tellClosedServices(needs: TellClosedNeeds, actor: System): Promise<number> {
  const { register, objects, log } = needs;
  const by = actorLabel(actor);
  let told = 0;
  await mapWithConcurrency(await servicesToTell(needs, by), async (service) => {
    const { serviceId, closed } = service;
    try {
      await objects.of(serviceId).setServiceClosed({ closed });
      await register.noteTold(service);
      told += 1;
      log.info(closed ? "service_closed" : "service_reopened", { serviceId, by });
    } catch (fault) {
      log.error("tell_closed_failed", fault, { serviceId, by });
    }
  });
  return told;
}

async function servicesToTell(
  { register, clock, log }: TellClosedNeeds,
  by: string,
): Promise<readonly ClosedStatus[]> {
  try {
    return await register.takeServicesToTell(SERVICES_PER_SWEEP, clock.now());
  } catch (fault) {
    log.error("sweep_without_register", fault, { by });
    return [];
  }
}
