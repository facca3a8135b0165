import type { ServiceView } from "../../contract/api.ts";
import type { ServiceId } from "../../domain/base/ids.ts";
import type { Ports } from "../ports/ports.ts";
import { offerLine } from "./service-view.ts";

/**
 * What is on sale for a service, even while it cannot be sold: prices and limits are no secret. An
 * unknown service has no offers.
 */
export async function getPriceList(
  { register }: Pick<Ports, "register">,
  serviceId: ServiceId,
): Promise<ServiceView["offers"]> {
  const service = await register.byId(serviceId);
  if (service === null) return [];
  const offers = await register.offersFor(service);
  return offers.map((offer) => offerLine(offer, offer.maxQuantity));
}
