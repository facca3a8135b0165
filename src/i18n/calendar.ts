import { memoize } from "../domain/base/memoize.ts";
import { DAY_MS } from "../domain/base/time.ts";
import { zoneOrUtc } from "../domain/base/time-zone.ts";

/**
 * Calendar days between the dates of two instants (Unix ms) in a time zone (IANA name); 0: the same
 * date.
 */
export function calendarDays(from: number, to: number, timeZone: string): number {
  return dayNumber(to, timeZone) - dayNumber(from, timeZone);
}

function dayNumber(at: number, timeZone: string): number {
  const [month, day, year] = numbers(timeZone).format(at).split("/").map(Number);
  return Math.floor(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / DAY_MS);
}

const numbers = memoize(
  (timeZone: string) =>
    new Intl.DateTimeFormat("en-US-u-nu-latn", {
      timeZone: zoneOrUtc(timeZone),
      year: "numeric",
      month: "numeric",
      day: "numeric",
    }),
);
