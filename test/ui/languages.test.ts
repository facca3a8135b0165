import { describe, expect, test } from "vitest";
import { chooseLang } from "../../src/ui/i18n/languages.ts";
import { inLanguage } from "../../src/ui/kit/language-links/language-links.tsx";
import { AR, EN, EXPIRY, NOW } from "./samples.ts";

describe("the language of a page", () => {
  const nothing = { asked: undefined, kept: undefined, accepts: undefined };
  test.each([
    ["there is no preference", nothing, "en"],
    ["it is in the address", { asked: "ar", kept: "en", accepts: "en" }, "ar"],
    ["it is in the cookie", { ...nothing, kept: "ar", accepts: "en" }, "ar"],
    ["it is the browser's first", { ...nothing, accepts: "ar-EG,ar;q=0.9,en;q=0.8" }, "ar"],
    ["it has the browser's highest weight", { ...nothing, accepts: "en;q=0.7, ar;q=0.8" }, "ar"],
    [
      "the browser prefers languages that we do not have",
      { ...nothing, accepts: "fr-CH, fr;q=0.9, ar;q=0.5" },
      "ar",
    ],
    ["the browser refuses it", { ...nothing, accepts: "ar;q=0, *" }, "en"],
    ["the browser accepts none of ours", { ...nothing, accepts: "fr-CH, de" }, "en"],
    ["it has a region", { ...nothing, asked: "AR-sa" }, "ar"],
    [
      "the preferences are nonsense",
      { asked: "<script>", kept: "x", accepts: ";;q=,,ar;q=z" },
      "ar",
    ],
    ["the tag is a property of every object", { ...nothing, asked: "constructor" }, "en"],
  ])("%s", (_when, wishes, tag) => {
    expect(chooseLang(wishes).tag).toBe(tag);
  });
});

describe("the same page in another language", () => {
  test.each([
    ["/", "/?lang=ar"],
    ["/l/tok.en?days=9&step=billing", "/l/tok.en?days=9&step=billing&lang=ar"],
    ["/?lang=en&days=9", "/?lang=ar&days=9"],
  ])("%s", (address, other) => {
    expect(inLanguage(address, "ar")).toBe(other);
  });
});

describe("counted words", () => {
  test.each([
    [1, "1 day"],
    [2, "2 days"],
    [1000, "1,000 days"],
  ])("%i in English", (n, words) => {
    expect(EN.days(n)).toBe(words);
  });

  test.each([
    [0, "0 يوم"],
    [1, "يوم واحد"],
    [2, "يومان"],
    [3, "3 أيام"],
    [11, "11 يومًا"],
    [100, "100 يوم"],
  ])("%i in Arabic, which has six plural forms", (n, words) => {
    expect(AR.days(n)).toBe(words);
  });
});

test("a message inside a message has the page's direction, even if it is only Latin names", () => {
  const { frame, days } = AR.messages;
  const label = frame.pair("Hotspot dongle", frame.endsIn("994"));
  expect(days.order("7", label)).toContain(`\u2067${label}\u2069`);
});

describe("dates, times and amounts in Arabic", () => {
  const zone = "Australia/Sydney";
  const end = Date.parse(EXPIRY);
  test("have Latin digits", () => {
    expect(AR.fullDate(end, zone)).toBe("الجمعة 10 يناير 2025");
    expect(AR.nearDate(end, zone, NOW)).toBe("الجمعة 10 يناير");
    expect(AR.clock(end, zone)).toBe("23:59");
    expect(AR.tick(end, zone)).toBe("10/1");
    expect(AR.money({ minor: 7050, currency: "usd" })).toMatch(/^\u206670\.50\sUS\$\u2069$/u);
  });
  test.each([
    ["aed", "\u2067\u200f70.50\u00a0د.إ.\u200f\u2069"],
    ["sar", "\u2067\u200f70.50\u00a0ر.س.\u200f\u2069"],
    ["usd", "\u206670.50\u00a0US$\u2069"],
  ])("an amount in %s runs the way its symbol does, and stays whole", (currency, text) => {
    const amount = AR.money({ minor: 7050, currency });
    expect(amount).toBe(text);
    expect(AR.messages.pay.pay(amount)).toBe(`ادفع ${text} الآن`);
  });
  test("a message that begins with an amount is isolated like any other", () => {
    const terms = AR.messages.pay.terms(AR.money({ minor: 7050, currency: "usd" }), "7", "x");
    expect(AR.messages.frame.pair(terms, "y")).toContain(`\u2067${terms}\u2069`);
  });
  test("months are written in words where there is room", () => {
    expect(AR.dayMonth(end, zone)).toBe("10 يناير");
    expect(EN.dayMonth(end, zone)).toBe("10 Jan");
  });
  test.each([
    [zone, "بتوقيت سيدني"],
    ["UTC", "بالتوقيت العالمي"],
  ])("the zone %s has a name", (timeZone, name) => {
    expect(AR.zoneName(timeZone)).toBe(name);
  });
});
