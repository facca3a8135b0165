import type { ServiceView } from "../../contract/api.ts";
import type { Ports } from "../ports/ports.ts";
import { offerLine } from "./get-service.ts";

/**
 * What is sold for a service, whatever stands in its way now: prices and limits are no secret. An
 * unknown service has no offers.
 */
export async function getPriceList(
  ports: Ports,
  serviceId: string,
): Promise<ServiceView["offers"]> {
  const service = await ports.register.byId(serviceId);
  if (service === null) return [];
  const offers = await ports.register.offersFor(service);
  return offers.map((offer) => offerLine(offer, offer.maxQuantity));
}
