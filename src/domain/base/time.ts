import { memoize } from "./memoize.ts";
import { zoneOrUtc } from "./time-zone.ts";

// Plain numbers, because only those are inlined in the scripts of the portal.
export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

const wallClock = /* @__PURE__ */ memoize(
  (timeZone: string) =>
    new Intl.DateTimeFormat("en-CA-u-nu-latn", {
      timeZone: zoneOrUtc(timeZone),
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    }),
);

/**
 * What clocks in the zone show at this instant, as if it were UTC; Unix ms, whole seconds. Asking
 * `Intl` takes most of the time of a page, so the offset is kept for each quarter of an hour.
 */
export const wallAt = (at: number, timeZone: string): number =>
  Math.floor(at / SECOND_MS) * SECOND_MS + offsetIn(timeZone, `${Math.floor(at / QUARTER_MS)}`);

/** No zone has changed its clocks within one since 1972, when Liberia did. */
const QUARTER_MS = 900_000;

/** How far the zone is ahead of UTC in this quarter of an hour since 1970; ms. */
const offsetIn = /* @__PURE__ */ memoize(
  (timeZone: string, quarter: string): number =>
    clocksShow(+quarter * QUARTER_MS, timeZone) - +quarter * QUARTER_MS,
  1000,
);

function clocksShow(at: number, timeZone: string): number {
  // A part is `{ type, value }`; the portal's first view carries this function, so it is short.
  const parts = wallClock(timeZone).formatToParts(at).map(Object.values);
  const { year, month, day, hour, minute, second } = Object.fromEntries(parts);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The instant (Unix ms) at which clocks in the zone show this wall time; `wall` as if UTC. A time
 * that comes twice, because clocks go back, is the later one. A time that never comes, because they
 * go forward, is as much earlier as they leave out, so that it stays within its day.
 */
export function instantOf(wall: number, timeZone: string): number {
  const offsetAt = (at: number) => wallAt(at, timeZone) - at;
  const before = wall - offsetAt(wall - DAY_MS);
  const after = wall - offsetAt(wall + DAY_MS);
  const shown = [before, after].filter((at) => wallAt(at, timeZone) === wall);
  return shown.length > 0 ? Math.max(...shown) : Math.min(before, after);
}
