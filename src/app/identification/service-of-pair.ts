import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";

/** How a caller names a service: two numbers that must both be the service's. */
export interface ServicePair {
  readonly serviceUuid: string;
  readonly imsi: string;
}

/**
 * The service that has both numbers. Null: unknown, or one of them is wrong; a guess does not learn
 * which one (row R4).
 */
export async function serviceOfPair(
  { register }: Pick<Ports, "register">,
  { serviceUuid, imsi }: ServicePair,
): Promise<Service | null> {
  return (await register.byUuid(serviceUuid)).find((service) => service.imsi === imsi) ?? null;
}
