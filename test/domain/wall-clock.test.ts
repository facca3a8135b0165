/** `wallAt` keeps offsets; it must show what `Intl` shows at every instant. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, wallAt } from "../../src/domain/base/time.ts";

const ZONES = Intl.supportedValuesOf("timeZone");

/** What `Intl` says, asked for this instant alone. */
function shown(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-CA-u-nu-latn", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
    hourCycle: "h23",
  });
  const [date, time] = format.format(at).split(", ");
  return Date.parse(`${date}T${time}Z`);
}

describe("what clocks show", () => {
  test("in any zone, at any instant of a century", () => {
    const instant = fc.integer({ min: Date.UTC(1973, 0), max: Date.UTC(2070, 0) });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, (zone, at) => {
        expect(wallAt(at, zone)).toBe(shown(at, zone));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["Australia/Sydney", "2026-10-03T16:00:00Z", "forward"],
    ["Australia/Lord_Howe", "2026-04-04T15:00:00Z", "back by half an hour"],
    ["America/New_York", "2026-11-01T06:00:00Z", "back"],
    ["Africa/Casablanca", "2026-02-15T02:00:00Z", "back for a month"],
    ["Pacific/Apia", "2011-12-30T10:00:00Z", "over the date line"],
  ])("%s on the day of %s, when they go %s", (zone, change) => {
    const at = Date.parse(change);
    for (let n = -DAY_MS; n <= DAY_MS; n += 15 * MINUTE_MS) {
      expect(wallAt(at + n, zone)).toBe(shown(at + n, zone));
    }
    const offsets = [-HOUR_MS, HOUR_MS].map((n) => wallAt(at + n, zone) - (at + n));
    expect(offsets[0]).not.toBe(offsets[1]);
  });

  test("before 1970, and with a part of a second", () => {
    expect(wallAt(-1, "UTC")).toBe(-1000);
    expect(wallAt(Date.UTC(1960, 5, 1) + 1, "Europe/Berlin")).toBe(Date.UTC(1960, 5, 1, 1));
  });
});
