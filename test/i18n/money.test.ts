import { describe, expect, test } from "vitest";
import { formatMoney } from "../../src/i18n/money.ts";

describe("an amount for people", () => {
  test.each([
    [7000, "usd", "en-US", "$70.00"],
    [7000, "aud", "en-AU", "$70.00"],
    [7000, "aud", "en-US", "A$70.00"],
    [7000, "jpy", "en-US", "¥7,000"],
    [7125, "bhd", "en-US", "BHD 7.125"],
    [7000, "eur", "de-DE", "70,00 €"],
  ])("%i %s in %s is %s", (minor, currency, locale, text) => {
    expect(formatMoney({ minor, currency }, locale).replace(/\u00a0/g, " ")).toBe(text);
  });
});
