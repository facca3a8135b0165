import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import type { Identified } from "./service-token.ts";

/**
 * The service of a token as the register has it now; null: it is gone, or the link that had
 * identified the customer was revoked or rotated since. While D1 is silent the service stays as it
 * was known. `anew`: asks the register even if it was asked a moment ago.
 */
export async function identifiedService(
  { register }: Pick<Ports, "register">,
  { serviceId, identifiedBy: { linkId, linkVersion } }: Identified,
  anew?: "anew",
): Promise<Service | null> {
  if (linkId === null) return register.byId(serviceId, anew);
  try {
    const found = await register.byLink(linkId);
    if (found === null || found.service.id !== serviceId) return null;
    return linkVersion === undefined || found.version === linkVersion ? found.service : null;
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    return register.byId(serviceId, anew);
  }
}
