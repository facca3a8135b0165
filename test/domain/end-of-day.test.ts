/** The end of a day in every zone, also on the nights on which the clocks change. */
import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS, instantOf, SECOND_MS, wallAt } from "../../src/domain/base/time.ts";
import { stackedEnd } from "../../src/domain/offer/stacking.ts";

const iso = (at: number) => new Date(at).toISOString();

test("end of day in America/Santiago on the night the clocks go back: not an hour short", () => {
  const end = stackedEnd(Date.UTC(2027, 2, 31, 12), 3, "end_of_day", "America/Santiago");
  expect(iso(end)).toBe("2027-04-04T03:59:59.000Z");
});

/** The instants of a year at which the clocks of a zone change, to the hour. */
function changes(timeZone: string, year: number): number[] {
  const offset = (at: number) => wallAt(at, timeZone) - at;
  const found: number[] = [];
  const until = Date.UTC(year + 1, 0, 1);
  for (let day = Date.UTC(year, 0, 1); day < until; day += DAY_MS) {
    if (offset(day) === offset(day + DAY_MS)) continue;
    for (let at = day; at < day + DAY_MS; at += HOUR_MS) {
      if (offset(at) !== offset(at + HOUR_MS)) found.push(at);
    }
  }
  return found;
}

test("every zone: the last second of the day that its clocks show, and none after it that day", () => {
  for (const timeZone of Intl.supportedValuesOf("timeZone")) {
    for (const change of changes(timeZone, 2027)) {
      for (let hours = -30; hours <= 30; hours += 6) {
        const base = change + hours * HOUR_MS;
        const end = stackedEnd(base, 1, "end_of_day", timeZone);
        const day = (at: number) => Math.floor(wallAt(at, timeZone) / DAY_MS);
        expect(day(end), `${timeZone} ${iso(base)}`).toBe(day(base) + 1);
        expect(day(end + SECOND_MS), `${timeZone} ${iso(base)}`).toBe(day(base) + 2);
      }
    }
  }
});

test("a wall time that never comes stays within its day", () => {
  const wall = Date.UTC(2027, 2, 28, 2, 30);
  expect(iso(instantOf(wall, "Europe/Berlin"))).toBe("2027-03-28T00:30:00.000Z");
});
