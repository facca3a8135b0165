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

/**
 * The one service that the maker of a payment has named on it, by either number or by both. Null:
 * none, several, or numbers that are not the same service's.
 */
export async function serviceNamedIn(
  { register }: Needs,
  named: { readonly serviceUuid: string | null; readonly imsi: string | null } | undefined,
): Promise<Service | null> {
  const { serviceUuid = null, imsi = null } = named ?? {};
  const found =
    serviceUuid !== null
      ? (await register.byUuid(serviceUuid)).filter((one) => imsi === null || one.imsi === imsi)
      : imsi !== null
        ? await register.byImsi(imsi)
        : [];
  return found.length === 1 ? (found[0] ?? null) : null;
}
