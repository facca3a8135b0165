import { networkPrefixOf } from "../../domain/base/ip-address.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Allowance } from "../ports/identification-limiter.ts";
import type { Ports } from "../ports/ports.ts";

/** Decision 12. An IPv6 customer can freely choose addresses of a /64; a site has up to a /48. */
const WINDOW_MS = 10 * 60_000;
const MAX_PER_ADDRESS = 20;
const MAX_PER_SITE = 60;
const MAX_MISSES_PER_BRAND = 300;

export type TypedAllowanceNeeds = Pick<
  Ports,
  "clock" | "identificationLimiter" | "payerVault" | "log"
>;

export interface TakenAllowance {
  /** The number led to a service: it does not count as a miss. */
  giveBackMiss(): Promise<void>;
}

/**
 * Takes one typed identification from what this address, its site and the brand's misses have left.
 * A miss is taken beforehand and given back, so that many requests at once cannot overdraw the
 * budget. Refuses with `too_many_identifications` and the seconds until the next window.
 */
export async function takeTypedAllowance(
  { clock, identificationLimiter, payerVault, log }: TypedAllowanceNeeds,
  ip: string | null,
  brandId: string,
): Promise<Result<TakenAllowance, Refusal<"too_many_identifications">>> {
  const now = clock.now();
  const window = Math.floor(now / WINDOW_MS);
  const misses = { name: `misses of ${brandId}`, most: MAX_MISSES_PER_BRAND };
  const allowances = await Promise.all(allowancesOf(ip).map((one) => unnamed(payerVault, one)));
  const spent = await identificationLimiter.take(window, [...allowances, misses]);
  if (spent.length > 0) {
    if (spent.includes(misses.name)) log.warn("typed_misses_spent", { most: misses.most });
    const retryAfterSeconds = Math.ceil(((window + 1) * WINDOW_MS - now) / 1000);
    return refusal("too_many_identifications", { retryAfterSeconds });
  }
  return ok({ giveBackMiss: () => identificationLimiter.giveBack(window, [misses.name]) });
}

/** D1 counts by a fingerprint: an address is personal data, also in a counter. */
const unnamed = async (
  vault: TypedAllowanceNeeds["payerVault"],
  { name, most }: Allowance,
): Promise<Allowance> => ({ name: `identifications ${await vault.fingerprint(name)}`, most });

function allowancesOf(ip: string | null): Allowance[] {
  const prefix = ip === null ? null : networkPrefixOf(ip);
  const address = { name: prefix ?? "unknown", most: MAX_PER_ADDRESS };
  if (ip === null || !prefix?.includes("/")) return [address];
  return [address, { name: networkPrefixOf(ip, 48) ?? "unknown", most: MAX_PER_SITE }];
}
