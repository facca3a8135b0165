import type { LegacyFailed, LegacyUsage } from "../../contract/legacy.ts";
import type { BucketId } from "../../domain/base/ids.ts";
import type { AccountReading } from "../../domain/ocs/reading.ts";
import { validityOf } from "../../domain/ocs/validity.ts";
import { type Offer, offersOf } from "../../domain/offer/offer.ts";
import { isWeak } from "../../domain/top-up/top-up.ts";
import type { Caller } from "../base/actor.ts";
import { type IdentifyNeeds, identify } from "../identification/identify.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import { FAILURES } from "./answers.ts";

export type GetUsageNeeds = IdentifyNeeds & Pick<Ports, "objects" | "pageReads" | "brands">;

/**
 * What an older portal shows first: the service at the caller's address and its end, as much of it
 * as the service's brand allows. Only where the address proves the service; never for a typed
 * number. `isLimited`: too many asked lately, so the newest known reading is the answer.
 */
export async function getUsage(
  needs: GetUsageNeeds,
  actor: Caller,
  { isLimited }: { readonly isLimited: boolean },
): Promise<LegacyUsage | LegacyFailed> {
  const { ip } = actor;
  const identified = ip === null ? null : await identify(needs, actor, { link: null });
  if (ip === null || !identified?.ok || isWeak(identified.value.identifiedBy)) {
    return FAILURES.notIdentified;
  }
  const { service } = identified.value;
  // `masked`: of numbers and names only the last characters.
  const shows = (await needs.brands.byId(service.brand))?.legacyUsage ?? "off";
  if (shows === "off") return FAILURES.notIdentified;
  const balance = await balanceOf(needs, service, isLimited);
  if (balance === null) return FAILURES.unreadable;
  const mask = shows === "masked" ? lastFour : (text: string) => text;
  return {
    imsi: service.imsi && mask(service.imsi),
    service: {
      service_uuid: mask(service.serviceUuid),
      service_name: service.label.replace(/\d{5,}/g, mask),
      service_status: STATUS[service.status],
    },
    balance,
    requestingIp: ip,
  };
}

const STATUS = { active: "Active", suspended: "Suspended", closed: "Closed" } as const;

const lastFour = (text: string): string =>
  text.slice(0, -4).replace(/[0-9a-z]/gi, "*") + text.slice(-4);

/** Null: the OCS is silent, and the object has no earlier reading. */
async function balanceOf(
  { pageReads, objects, register, clock }: GetUsageNeeds,
  service: Service,
  isLimited: boolean,
): Promise<LegacyUsage["balance"] | null> {
  const [reading, accountState, offers] = await Promise.all([
    isLimited ? null : pageReads.read(service.account),
    objects.of(service.id).getAccountState(),
    register.offersFor(service),
  ]);
  if (reading?.kind === "no_account") return { expiry: null, unlimited: false };
  const shown = reading?.kind === "account" ? reading : accountState.shownReading;
  if (shown?.kind !== "account") return null;
  const returned = new Set(accountState.returnedBuckets);
  const [offer] = offersOf("days", offers);
  if (!offer) return { expiry: null, unlimited: false };
  return endOf(shown, offer.bucket, returned, clock.now());
}

/** Days are days of unlimited data: unlimited while they last. */
function endOf(
  reading: AccountReading,
  bucket: Offer["bucket"],
  returned: ReadonlySet<BucketId>,
  now: number,
): LegacyUsage["balance"] {
  const validity = validityOf(reading, bucket, returned, now);
  if (reading.disabled || validity.kind === "nothing") return { expiry: null, unlimited: false };
  if (validity.kind === "unlimited") return { expiry: null, unlimited: true };
  const expiry = `${new Date(validity.endAt).toISOString().slice(0, 19)}Z`;
  return { expiry, unlimited: true };
}
