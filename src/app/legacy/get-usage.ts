import type { LegacyFailed, LegacyUsage } from "../../contract/legacy.ts";
import type { AccountReading } from "../../domain/ocs/reading.ts";
import { validityOf } from "../../domain/ocs/validity.ts";
import { DAYS_BUCKET } from "../../domain/offer/offer.ts";
import { isWeak } from "../../domain/top-up/state.ts";
import { identify } from "../identification/identify.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import { FAILURES } from "./answers.ts";

export interface GetUsageInput {
  readonly ip: string | null;
  /** `masked`: of numbers and names only the last characters. */
  readonly shows: "full" | "masked";
}

/**
 * What an older portal shows first: the service at the requesting address and its end. Only where
 * the address proves it; never for a number that somebody typed.
 */
export async function getUsage(
  ports: Ports,
  { ip, shows }: GetUsageInput,
): Promise<LegacyUsage | LegacyFailed> {
  const identified = ip === null ? null : await identify(ports, { ip, link: null });
  if (ip === null || !identified?.ok || isWeak(identified.value.identifiedBy)) {
    return FAILURES.notIdentified;
  }
  const { service } = identified.value;
  const balance = await balanceOf(ports, service);
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

/** Null: the OCS is silent, and the object remembers no reading. */
async function balanceOf(ports: Ports, service: Service): Promise<LegacyUsage["balance"] | null> {
  const [reading, accountState, offers] = await Promise.all([
    ports.ocs.read(service.account),
    ports.objects.of(service.id).getAccountState(),
    ports.register.offersFor(service),
  ]);
  if (reading.kind === "no_account") return { expiry: null, unlimited: false };
  const known = reading.kind === "account" ? reading : accountState.shownReading;
  if (known?.kind !== "account") return null;
  const returned = new Set(accountState.returnedBuckets);
  return endOf(known, offers[0]?.bucket ?? DAYS_BUCKET, returned, ports.clock.now());
}

/** Days are days of unlimited data: unlimited while they last. */
function endOf(
  reading: AccountReading,
  bucket: typeof DAYS_BUCKET,
  returned: ReadonlySet<string>,
  now: number,
): LegacyUsage["balance"] {
  const validity = validityOf(reading, bucket, returned, now);
  if (reading.disabled || validity.kind === "nothing") return { expiry: null, unlimited: false };
  if (validity.kind === "unlimited") return { expiry: null, unlimited: true };
  const expiry = `${new Date(validity.endAt).toISOString().slice(0, 19)}Z`;
  return { expiry, unlimited: true };
}
