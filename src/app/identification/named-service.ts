import { MINUTE_MS } from "../../domain/base/time.ts";
import { sha256Hex } from "../base/sha256-hex.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import { ALIAS_PAYS_MS, type UsageAlias } from "../ports/usage-aliases.ts";
import { serviceOfPair } from "./service-of-pair.ts";

export type NamedServiceNeeds = Pick<Ports, "register" | "usageAliases" | "clock">;

export interface NamedService {
  readonly service: Service;
  /** The aliases by which it was named; null: by its own numbers. */
  readonly alias: UsageAlias | null;
}
interface Names {
  readonly serviceUuid: string | null;
  readonly imsi: string | null;
}

/**
 * The service that a caller names, by its own two numbers or by the two aliases that
 * `/oam/usage` gave instead (rows I1, R4). Null: unknown, or the two are not one service's.
 * `partly`: a missing number (null) is not compared. Throws when D1 does not answer.
 */
export async function namedService(
  needs: NamedServiceNeeds,
  { serviceUuid, imsi }: Names,
  options: { readonly partly?: boolean } = {},
): Promise<NamedService | null> {
  const { register, usageAliases, clock } = needs;
  const own =
    serviceUuid === null ? null : await serviceOfPair(needs, { serviceUuid, imsi }, options);
  if (own) return { service: own, alias: null };
  if (!options.partly && (serviceUuid === null || imsi === null)) return null;
  const alias = await usageAliases.find({ serviceUuid, imsi }, clock.now());
  const service = alias && (await register.byId(alias.serviceId));
  return service ? { service, alias } : null;
}

/**
 * The one service that the maker of a payment has named on it, by either number or by both, its own
 * or aliases. Null: none, several, or numbers that are not the same service's.
 */
export async function serviceNamedIn(
  needs: NamedServiceNeeds,
  named: Names | undefined,
): Promise<Service | null> {
  const { serviceUuid = null, imsi = null } = named ?? {};
  if (serviceUuid === null && imsi === null) return null;
  const { register } = needs;
  const found =
    serviceUuid === null
      ? await register.byImsi(imsi ?? "")
      : (await register.byUuid(serviceUuid)).filter((one) => imsi === null || one.imsi === imsi);
  if (found.length > 1) return null;
  const [own] = found;
  if (own) return own;
  return (await namedService(needs, { serviceUuid, imsi }, { partly: true }))?.service ?? null;
}

/** How an alias knows its address, without telling it. */
export const aliasAddress = (serviceId: Service["id"], ip: string): Promise<string> =>
  sha256Hex(`${serviceId} ${ip}`);

/** Whether this alias makes a payment now, for a caller at this address. */
export async function aliasPays(alias: UsageAlias, ip: string | null, now: number) {
  if (ip === null || now > alias.givenAt + ALIAS_PAYS_MS) return false;
  return alias.address === (await aliasAddress(alias.serviceId, ip));
}

/** Whether a payment was made while this alias made payments; instants: Unix ms. */
export const wasMadeWith = ({ madeAt, givenAt }: UsageAlias, paymentMadeAt: number): boolean =>
  paymentMadeAt >= madeAt - CLOCKS_DIFFER_MS && paymentMadeAt <= givenAt + ALIAS_PAYS_MS;

/** Stripe counts whole seconds, by a clock of its own. */
const CLOCKS_DIFFER_MS = MINUTE_MS;
