import type { Actor } from "../base/actor.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import type { Ports } from "../ports/ports.ts";
import type { ClosedStatus } from "../ports/register.ts";

type Needs = Pick<Ports, "register" | "objects" | "log">;

/**
 * Tells the objects of services that the register closed or reopened (decision 18). Safe to repeat:
 * an object that knows it already commits nothing. A service whose object or row does not answer is
 * logged and comes up again in the next sweep; the others go on. Without D1 nothing is told.
 */
export async function tellClosedServices(
  needs: Needs,
  _actor: Actor,
  { limit }: { readonly limit: number },
): Promise<{ readonly told: number }> {
  let told = 0;
  await mapWithConcurrency(await servicesToTell(needs, limit), async (service) => {
    const { serviceId, closed } = service;
    try {
      await needs.objects.of(serviceId).setServiceClosed({ closed });
      await needs.register.noteTold(service);
      told += 1;
      needs.log.info(closed ? "service_closed" : "service_reopened", { serviceId });
    } catch (fault) {
      needs.log.error("tell_closed_failed", fault, { serviceId });
    }
  });
  return { told };
}

/**
 * After D1 was restored from a backup the register may not know that it closed or reopened a
 * service, so nothing there says that the object has to be told: the objects of these services are
 * told as the register stands now. Throws when one does not answer.
 */
export async function tellClosedStatus(
  { register, objects }: Needs,
  serviceIds: readonly string[],
): Promise<void> {
  for (const { serviceId, closed } of await register.closedStatusOf(serviceIds))
    await objects.of(serviceId).setServiceClosed({ closed });
}

async function servicesToTell(
  { register, log }: Needs,
  limit: number,
): Promise<readonly ClosedStatus[]> {
  try {
    return await register.servicesToTell(limit);
  } catch (fault) {
    log.error("sweep_without_register", fault);
    return [];
  }
}
