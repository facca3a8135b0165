import type { ServiceView } from "../contract/api.ts";
import { offerLine } from "./look-at-service.ts";
import type { Ports } from "./ports.ts";

/**
 * What is sold for a service, whatever stands in its way now: prices and limits are no secret. An
 * unknown service has no offers.
 */
export async function priceList(ports: Ports, serviceId: string): Promise<ServiceView["offers"]> {
  const service = await ports.register.byId(serviceId);
  if (service === null) return [];
  const offers = await ports.register.offersFor(service);
  return offers.map((offer) => offerLine(offer, offer.maxQuantity));
}
