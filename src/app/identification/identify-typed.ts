import { networkPrefixOf } from "../../domain/base/ip-address.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { isWeak } from "../../domain/top-up/state.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Allowance } from "../ports/identification-limiter.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import { type IdentifiedService, identifiedAs } from "./identify.ts";
import { readServiceToken } from "./service-token.ts";
import { readTypedIdentity, type TypedIdentity } from "./typed-identity.ts";

/** Decision 12. What an IPv6 customer can choose from freely is a /64; a site has up to a /48. */
const WINDOW_MS = 10 * 60_000;
const MAX_PER_ADDRESS = 20;
const MAX_PER_SITE = 60;
const MAX_MISSES_PER_BRAND = 300;

export interface TypedInput {
  /** As it was typed. */
  readonly identity: string;
  readonly ip: string | null;
}

/**
 * Finds a service by a typed IMSI, MSISDN or service uuid (row R3): weak, because a number proves
 * nothing. Refuses with `not_available` (switched off), `invalid_request` (no number can look like
 * this), `too_many_identifications`, or `no_such_service`, which is one answer for unknown, closed and
 * several alike.
 */
export async function identifyTyped(
  ports: Ports,
  { identity, ip }: TypedInput,
): Promise<Result<IdentifiedService, Refusal>> {
  if (!ports.settings.typedIdentity) return refusal("not_available");
  const typed = readTypedIdentity(identity, ports.settings.countryCode);
  if (!typed.ok) {
    return refusal("invalid_request", { errors: [{ field: "identity", message: typed.error }] });
  }
  const allowed = await takeAllowance(ports, ip);
  if (!allowed.ok) return allowed;
  const [service, ...others] = await find(ports, typed.value);
  if (service === undefined || others.length > 0) return refusal("no_such_service");
  await allowed.value.giveBackMiss();
  return identifiedAs(ports, service, { method: "typed", ip, linkId: null });
}

/**
 * The service of a weak token that a page or script holds, with a new token: whoever goes on is not
 * cut off in the middle. Stronger tokens open nothing here: those services have addresses of their
 * own. Refuses with `service_token_invalid`.
 */
export async function identifyAgain(
  ports: Ports,
  token: string,
): Promise<Result<IdentifiedService, Refusal>> {
  const known = await readServiceToken(ports, token);
  if (!known.ok) return known;
  const { serviceId, identifiedBy } = known.value;
  const service = isWeak(identifiedBy) ? await ports.register.byId(serviceId) : null;
  return service === null
    ? refusal("service_token_invalid")
    : identifiedAs(ports, service, identifiedBy);
}

/** Closed ones are left out: to whoever asks they are like unknown ones. */
async function find(ports: Ports, typed: TypedIdentity): Promise<readonly Service[]> {
  const { register } = ports;
  const found =
    "serviceUuid" in typed
      ? [register.byUuid(typed.serviceUuid)]
      : [
          typed.imsi === null ? [] : register.byImsi(typed.imsi),
          typed.msisdn === null ? [] : register.byMsisdn(typed.msisdn),
        ];
  const open = (await Promise.all(found)).flat().filter(({ status }) => status !== "closed");
  return [...new Map(open.map((service) => [service.id, service])).values()];
}

interface TakenAllowance {
  giveBackMiss(): Promise<void>;
}

/** A miss is taken beforehand and given back, so that many at once cannot overdraw the budget. */
async function takeAllowance(
  ports: Ports,
  ip: string | null,
): Promise<Result<TakenAllowance, Refusal>> {
  const now = ports.clock.now();
  const window = Math.floor(now / WINDOW_MS);
  const misses = { name: `misses of ${ports.settings.brand}`, most: MAX_MISSES_PER_BRAND };
  const spent = await ports.identificationLimiter.take(window, [...allowancesOf(ip), misses]);
  if (spent.length > 0) {
    if (spent.includes(misses.name)) ports.log.warn("typed_misses_spent", { most: misses.most });
    const retryAfterSeconds = Math.ceil(((window + 1) * WINDOW_MS - now) / 1000);
    return refusal("too_many_identifications", { retryAfterSeconds });
  }
  return ok({ giveBackMiss: () => ports.identificationLimiter.giveBack(window, [misses.name]) });
}

function allowancesOf(ip: string | null): Allowance[] {
  const prefix = ip === null ? null : networkPrefixOf(ip);
  const address = { name: `identifications of ${prefix ?? "unknown"}`, most: MAX_PER_ADDRESS };
  if (ip === null || !prefix?.includes("/")) return [address];
  return [address, { name: `identifications of ${networkPrefixOf(ip, 48)}`, most: MAX_PER_SITE }];
}
