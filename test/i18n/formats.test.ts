import { afterEach, describe, expect, test, vi } from "vitest";
import { calendarDays } from "../../src/i18n/calendar.ts";
import * as format from "../../src/i18n/formats.ts";
import * as m from "../../src/i18n/generated/messages.ts";
import { AR, EN, EXPIRY, NOW } from "../ui/samples.ts";

describe("counted words", () => {
  test.each([
    [1, "1 day"],
    [2, "2 days"],
    [1000, "1,000 days"],
  ])("%i in English", (n, words) => {
    expect(format.days(EN, n)).toBe(words);
  });

  test.each([
    [0, "0 يوم"],
    [1, "يوم واحد"],
    [2, "يومان"],
    [3, "3 أيام"],
    [11, "11 يومًا"],
    [100, "100 يوم"],
  ])("%i in Arabic, which has six plural forms", (n, words) => {
    expect(format.days(AR, n)).toBe(words);
  });
});

test("a message inside a message has the page's direction, even if it is only Latin names", () => {
  const label = m.frame_pair(AR, "Hotspot dongle", m.frame_endsIn(AR, "994"));
  expect(m.days_order(AR, "7", label)).toContain(`\u2067${label}\u2069`);
});

describe("dates, times and amounts in Arabic", () => {
  const zone = "Australia/Sydney";
  const end = Date.parse(EXPIRY);
  test("have Latin digits", () => {
    expect(format.fullDate(AR, end, zone)).toBe("الجمعة 10 يناير 2025");
    expect(format.nearDate(AR, end, zone, NOW)).toBe("الجمعة 10 يناير");
    expect(format.clock(AR, end, zone)).toBe("23:59");
    expect(format.tick(AR, end, zone)).toBe("10/1");
    expect(format.money(AR, { minor: 7050, currency: "usd" })).toMatch(
      /^\u206670\.50\sUS\$\u2069$/u,
    );
  });
  test.each([
    ["aed", "\u2067\u200f70.50\u00a0د.إ.\u200f\u2069"],
    ["sar", "\u2067\u200f70.50\u00a0ر.س.\u200f\u2069"],
    ["usd", "\u206670.50\u00a0US$\u2069"],
  ])("an amount in %s runs the way its symbol does, and stays whole", (currency, text) => {
    const amount = format.money(AR, { minor: 7050, currency });
    expect(amount).toBe(text);
    expect(m.pay_pay(AR, amount)).toBe(`ادفع ${text} الآن`);
  });
  test("a message that begins with an amount is isolated like any other", () => {
    const terms = m.pay_terms(AR, format.money(AR, { minor: 7050, currency: "usd" }), "7", "x");
    expect(m.frame_pair(AR, terms, "y")).toContain(`\u2067${terms}\u2069`);
  });
  test("months are written in words where there is room", () => {
    expect(format.dayMonth(AR, end, zone)).toBe("10 يناير");
    expect(format.dayMonth(EN, end, zone)).toBe("10 Jan");
  });
  test.each([
    [zone, "بتوقيت سيدني"],
    ["UTC", "بالتوقيت العالمي"],
  ])("the zone %s has a name", (timeZone, name) => {
    expect(format.atZone(AR, timeZone)).toBe(name);
  });
});

describe("the objects of Intl", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.each([EN, AR])("are kept: a second use in $tag makes none", (lang) => {
    const zone = "Pacific/Auckland";
    const at = Date.parse(EXPIRY);
    const use = () => [
      format.money(lang, { minor: 7050, currency: "nzd" }),
      format.days(lang, 7),
      format.seconds(lang, 7),
      format.inMinutes(lang, 7),
      format.clock(lang, at, zone),
      format.clockWithSeconds(lang, at, zone),
      format.tick(lang, at, zone),
      format.nearDate(lang, at, zone, NOW),
      format.moment(lang, at, zone),
      `${calendarDays(NOW, at, zone)}`,
    ];
    const first = use();
    const makers = [
      vi.spyOn(Intl, "DateTimeFormat"),
      vi.spyOn(Intl, "NumberFormat"),
      vi.spyOn(Intl, "PluralRules"),
      vi.spyOn(Intl, "RelativeTimeFormat"),
    ];
    expect(use()).toEqual(first);
    for (const maker of makers) expect(maker).not.toHaveBeenCalled();
  });
});
