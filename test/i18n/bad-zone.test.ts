/** A stored top-up keeps its time zone for ever: one that is no zone (any more) is shown as UTC. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wallAt } from "../../src/domain/base/time.ts";
import { isTimeZone } from "../../src/domain/base/time-zone.ts";
import { stackedEnd } from "../../src/domain/offer/stacking.ts";
import { calendarDays } from "../../src/i18n/calendar.ts";
import * as format from "../../src/i18n/formats.ts";
import { AR, EN, NOW } from "../ui/samples.ts";

const DATED = {
  clock: format.clock,
  clockWithSeconds: format.clockWithSeconds,
  dayMonth: format.dayMonth,
  plainDate: format.plainDate,
  fullDate: format.fullDate,
  nearDate: (lang: typeof EN, at: number, zone: string) => format.nearDate(lang, at, zone, NOW),
  tick: format.tick,
  atZone: (lang: typeof EN, _at: number, zone: string) => format.atZone(lang, zone),
  moment: format.moment,
};
const YEAR_9999 = Date.parse("9999-12-30T23:59:59Z");
const badZone = fc.oneof(
  fc.constantFrom("Asia/Beijing", "Mars/Olympus", "", "null", "Etc/", "../etc", "Asia/\u202e"),
  fc.string({ maxLength: 40 }).filter((name) => !isTimeZone(name)),
);
const instant = fc.oneof(
  fc.integer({ min: 0, max: YEAR_9999 }),
  fc.constantFrom(0, NOW, YEAR_9999, 8_640_000_000_000_000),
);
const lang = fc.constantFrom(EN, AR);

describe("a zone that is none reads as UTC", () => {
  test.each(Object.entries(DATED))("in %s, whatever the instant", (_name, write) => {
    fc.assert(
      fc.property(lang, instant, badZone, (of, at, zone) => {
        expect(write(of, at, zone)).toBe(write(of, at, "UTC"));
      }),
    );
  });

  test("when days are counted, and when the end of a day is reckoned", () => {
    const soon = fc.integer({ min: 0, max: YEAR_9999 });
    fc.assert(
      fc.property(soon, badZone, fc.integer({ min: 1, max: 366 }), (at, zone, days) => {
        expect(calendarDays(NOW, at, zone)).toBe(calendarDays(NOW, at, "UTC"));
        expect(wallAt(at, zone)).toBe(wallAt(at, "UTC"));
        expect(stackedEnd(at, days, "end_of_day", zone)).toBe(
          stackedEnd(at, days, "end_of_day", "UTC"),
        );
      }),
    );
  });

  test("its name stands nowhere, so that no time is called by it", () => {
    expect(format.moment(EN, NOW, "Asia/Beijing")).toBe("Wed 8 Jan 2025, 03:02, UTC");
  });
});

test("any amount in any currency is written, however large", () => {
  const minor = fc.oneof(
    fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
    fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER),
  );
  const currency = fc.stringMatching(/^[a-z]{3}$/);
  fc.assert(
    fc.property(lang, minor, currency, (of, amount, code) => {
      expect(format.money(of, { minor: amount, currency: code })).toMatch(/\d/);
    }),
  );
});
