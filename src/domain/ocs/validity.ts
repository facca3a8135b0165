import { isOurBucket } from "../base/ids.ts";
import { memoize } from "../base/memoize.ts";
import { DAY_MS } from "../base/timings.ts";
import type { EndRule, Offer } from "../offer/offer.ts";
import type { AccountReading, Bucket } from "./reading.ts";

/** Until when the service is online, as far as days are concerned. */
export type Validity =
  | { readonly kind: "ends"; readonly endAt: number }
  | { readonly kind: "nothing" }
  /** A matching bucket without end: more days cannot be sold. */
  | { readonly kind: "unlimited" };

type Counting = Pick<Offer["bucket"], "balanceType" | "operatorPattern">;

/**
 * THE rule for "when does this service end", used by screen, quote and grant alike: the latest end
 * of the live, enabled buckets of the offer's kind that are ours or match the operator's pattern;
 * never one whose top-up was decided to be returned.
 */
export function validityOf(
  reading: AccountReading,
  counting: Counting,
  returnedBuckets: ReadonlySet<string>,
  now: number,
): Validity {
  let endAt: number | null = null;
  for (const bucket of reading.buckets) {
    if (!counts(bucket, counting, returnedBuckets)) continue;
    if (bucket.endAt === null) return { kind: "unlimited" };
    if (bucket.endAt > now) endAt = Math.max(endAt ?? 0, bucket.endAt);
  }
  return endAt === null ? { kind: "nothing" } : { kind: "ends", endAt };
}

function counts(b: Bucket, counting: Counting, returned: ReadonlySet<string>): boolean {
  if (b.disabled || b.balanceType !== counting.balanceType) return false;
  if (isOurBucket(b.id)) return !returned.has(b.id);
  return matches(b.id, counting.operatorPattern);
}

function matches(id: string, pattern: string): boolean {
  if (pattern === "") return false;
  return pattern.endsWith("*") ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

/** Where new days are stacked: the current end if it is in the future, otherwise now (row C7). */
export function stackingBase(now: number, ...ends: readonly (number | null)[]): number {
  return Math.max(now, ...ends.map((end) => end ?? 0));
}

/**
 * The end that N more days give, whole seconds. `exact`: N × 24 h after the base. `end_of_day`:
 * 23:59:59 in the service's zone, N calendar days after the base.
 */
export function stackedEnd(baseAt: number, days: number, rule: EndRule, timeZone: string): number {
  if (rule === "exact") return Math.ceil(baseAt / 1000) * 1000 + days * DAY_MS;
  const today = Math.floor(wallAt(baseAt, timeZone) / DAY_MS);
  return instantOf((today + days + 1) * DAY_MS - 1000, timeZone);
}

/** How many days fit below the horizon when stacked on this base; never negative. */
export function daysWithinHorizon(
  baseAt: number,
  now: number,
  horizonMs: number,
  offer: Pick<Offer, "endRule" | "maxQuantity">,
  timeZone: string,
): number {
  let days = offer.maxQuantity;
  while (days > 0 && stackedEnd(baseAt, days, offer.endRule, timeZone) > now + horizonMs) days -= 1;
  return days;
}

const wallClock = memoize(
  (timeZone: string) =>
    new Intl.DateTimeFormat("en-CA-u-nu-latn", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    }),
);

/** What clocks in the zone show, as if it were UTC; Unix ms, whole seconds. */
function wallAt(at: number, timeZone: string): number {
  const parts = wallClock(timeZone).formatToParts(at);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const day = Date.UTC(part("year"), part("month") - 1, part("day"));
  return day + ((part("hour") * 60 + part("minute")) * 60 + part("second")) * 1000;
}

/** The instant at which clocks in the zone show this wall time (given as if it were UTC). */
function instantOf(wall: number, timeZone: string): number {
  const guess = wall - (wallAt(wall, timeZone) - wall);
  return wall - (wallAt(guess, timeZone) - guess);
}
