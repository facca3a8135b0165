import type { ServiceId } from "../../domain/base/ids.ts";
import type { Ports } from "../ports/ports.ts";

export type TellClosedStatusNeeds = Pick<Ports, "register" | "objects">;

/**
 * Tells the object of one service whether the register has the service closed. After D1 was
 * restored from a backup, the register may have forgotten a closing that the object knows, and then
 * nothing in D1 says that the two differ (decision 18). Throws when D1 or the object is silent.
 */
export async function tellClosedStatus(
  { register, objects }: TellClosedStatusNeeds,
  serviceId: ServiceId,
): Promise<void> {
  const [status] = await register.closedStatusOf([serviceId]);
  // A restored register may not know the service at all.
  if (status) await objects.of(serviceId).setServiceClosed({ closed: status.closed });
}
