import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";

/** How a caller names a service: two numbers that must both be the service's. */
export interface ServicePair {
  readonly serviceUuid: string;
  readonly imsi: string;
}
type Needs = Pick<Ports, "register">;

/**
 * The service that has both numbers. Null: unknown, or one of them is wrong; a guess does not learn
 * which one (row R4). `partly`: a missing IMSI (null) is not compared.
 */
export async function serviceOfPair(
  { register }: Needs,
  { serviceUuid, imsi }: { readonly serviceUuid: string; readonly imsi: string | null },
  { partly = false }: { readonly partly?: boolean } = {},
): Promise<Service | null> {
  const found = await register.byUuid(serviceUuid);
  return found.find((one) => one.imsi === imsi || (partly && imsi === null)) ?? null;
}
