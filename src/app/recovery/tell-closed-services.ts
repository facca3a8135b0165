import { actorLabel, type System } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import type { Ports } from "../ports/ports.ts";

export type TellClosedNeeds = Pick<Ports, "register" | "objects" | "clock" | "log">;

const SERVICES_PER_PAGE = 100;

/**
 * Tells the objects of services that the register closed or reopened (decision 18). Safe to repeat:
 * an object that knows it already commits nothing. A service whose object or row does not answer is
 * logged and comes up again after those that waited longer. True: there may be more. Throws when
 * D1 is silent.
 */
export async function tellClosedServices(needs: TellClosedNeeds, actor: System): Promise<boolean> {
  const { register, objects, clock, log } = needs;
  const by = actorLabel(actor);
  const services = await register.takeServicesToTell(SERVICES_PER_PAGE, clock.now());
  let told = 0;
  await mapWithConcurrency(services, async (service) => {
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
  // A page of which none answered would only be tried again at once.
  return services.length === SERVICES_PER_PAGE && told > 0;
}
