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

/** What clocks in the zone show at this instant, as if it were UTC; Unix ms, whole seconds. */
export function wallAt(at: number, timeZone: string): number {
  const parts = wallClock(timeZone).formatToParts(at);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const day = Date.UTC(part("year"), part("month") - 1, part("day"));
  return day + ((part("hour") * 60 + part("minute")) * 60 + part("second")) * SECOND_MS;
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
