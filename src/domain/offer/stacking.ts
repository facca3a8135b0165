import { DAY_MS, instantOf, SECOND_MS, wallAt } from "../base/time.ts";
import type { DaysOffer, EndRule } from "./offer.ts";

/**
 * The instant that new days are added to: the latest of the known ends, or now when every end has
 * passed (row C7). All in Unix ms; null: no such end is known.
 */
export function stackingBase(now: number, ...ends: readonly (number | null)[]): number {
  return Math.max(now, ...ends.map((end) => end ?? 0));
}

/**
 * The end that N more days give; Unix ms, whole seconds. `exact`: N × 24 h after the base.
 * `end_of_day`: 23:59:59 in the service's zone, N calendar days after the base.
 */
export function stackedEnd(baseAt: number, days: number, rule: EndRule, timeZone: string): number {
  if (rule === "exact") return Math.ceil(baseAt / SECOND_MS) * SECOND_MS + days * DAY_MS;
  const today = Math.floor(wallAt(baseAt, timeZone) / DAY_MS);
  return instantOf((today + days + 1) * DAY_MS - SECOND_MS, timeZone);
}

/** How many days of the offer fit below the horizon when added to this base; never negative. */
export function daysWithinHorizon(
  baseAt: number,
  now: number,
  horizonMs: number,
  offer: Pick<DaysOffer, "endRule" | "maxQuantity">,
  timeZone: string,
): number {
  let days = offer.maxQuantity;
  while (days > 0 && stackedEnd(baseAt, days, offer.endRule, timeZone) > now + horizonMs) days -= 1;
  return days;
}
