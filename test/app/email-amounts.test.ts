import { describe, expect, test } from "vitest";
import { languageOf } from "../../src/app/notice/email/language.ts";

describe("an amount in an Arabic email", () => {
  test.each([
    ["aed", "\u2067\u200f70.50\u00a0د.إ.\u200f\u2069"],
    ["sar", "\u2067\u200f70.50\u00a0ر.س.\u200f\u2069"],
    ["usd", "\u206670.50\u00a0US$\u2069"],
  ])("in %s runs the way its symbol does, and stays whole", (currency, text) => {
    expect(languageOf("ar-AE").money({ minor: 7050, currency })).toBe(text);
  });

  test("in an English email is as it is", () => {
    expect(languageOf("en").money({ minor: 7050, currency: "usd" })).toBe("$70.50");
  });
});
