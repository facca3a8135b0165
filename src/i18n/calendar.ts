import { DAY_MS, wallAt } from "../domain/base/time.ts";

/**
 * Calendar days between the dates of two instants (Unix ms) in a time zone (IANA name); 0: the same
 * date.
 */
export function calendarDays(from: number, to: number, timeZone: string): number {
  return dayNumber(to, timeZone) - dayNumber(from, timeZone);
}

/** Which date clocks in the zone show at this instant (Unix ms), in days since 1970. */
export const dayNumber = (at: number, timeZone: string): number =>
  Math.floor(wallAt(at, timeZone) / DAY_MS);
