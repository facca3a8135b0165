import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  currencyRule,
  money,
  parseDecimal,
  parseFloatSum,
  sameMoney,
  toDecimal,
} from "../../src/domain/base/money.ts";

describe("minor units", () => {
  test.each([
    ["usd", 2, 1],
    ["jpy", 0, 1],
    ["bhd", 3, 10],
    ["isk", 2, 100],
    ["ugx", 2, 100],
    ["huf", 2, 1],
    ["twd", 2, 1],
  ])("%s has %i decimals and steps of %i, as at Stripe", (code, exponent, step) => {
    expect(currencyRule(code)).toEqual({ exponent, step });
  });
  test.each(["USD", "us", "", "usd1"])("%j is no currency", (code) => {
    expect(() => currencyRule(code)).toThrow("not a currency code");
  });
  test.each([-1, 1.5, Number.NaN, 2 ** 53])("%d is no amount", (minor) => {
    expect(() => money(minor, "usd")).toThrow("not an amount");
  });
  test("equal only with the same currency", () => {
    expect(sameMoney(money(1, "usd"), money(1, "usd"))).toBe(true);
    expect(sameMoney(money(1, "usd"), money(1, "aud"))).toBe(false);
  });
});

describe("decimal texts", () => {
  test.each([
    ["70.00", "usd", 7000],
    ["70", "usd", 7000],
    ["70.5", "usd", 7050],
    [" 0.01 ", "usd", 1],
    ["70.000000", "usd", 7000],
    ["70", "jpy", 70],
    ["70.0", "jpy", 70],
    ["7.125", "bhd", 7125],
    ["0.29", "usd", 29],
    ["1.15", "usd", 115],
    ["999999999999", "usd", 99_999_999_999_900],
  ])("%j %s is %i", (text, currency, minor) => {
    expect(parseDecimal(text, currency)).toEqual({ minor, currency });
  });
  test.each([
    ["70.001", "usd"],
    ["70.5", "jpy"],
    ["-1", "usd"],
    ["1e3", "usd"],
    ["1,000", "usd"],
    ["", "usd"],
    [".5", "usd"],
    ["1.", "usd"],
    ["0x10", "usd"],
    ["1234567890123", "usd"],
  ])("%j %s is no amount", (text, currency) => {
    expect(parseDecimal(text, currency)).toBeNull();
  });
  test("what is written is read again, in any currency", () => {
    const amounts = fc.integer({ min: 0, max: 10 ** 11 });
    const currencies = fc.constantFrom("usd", "jpy", "bhd", "isk");
    fc.assert(
      fc.property(amounts, currencies, (minor, currency) => {
        expect(parseDecimal(toDecimal({ minor, currency }), currency)).toEqual({ minor, currency });
      }),
    );
  });
});

describe("the sum that a program with binary floats sends", () => {
  test("3 × 10.1 is 30.30, and so is every such product of prices and days", () => {
    expect(parseFloatSum("30.299999999999997", "usd")).toEqual({ minor: 3030, currency: "usd" });
    for (let minor = 1; minor < 4000; minor += 7) {
      for (let days = 1; days <= 31; days += 1) {
        const text = String(days * (minor / 100));
        expect(parseFloatSum(text, "usd"), text).toEqual({ minor: days * minor, currency: "usd" });
      }
    }
  });

  test.each([
    ["69.999999", "usd"],
    ["70.001", "usd"],
    ["69.999999999999999999", "usd"],
    ["70.00000000000000000", "usd"],
    ["30.2999997", "usd"],
    ["30.2999912345678", "usd"],
    ["7e1", "usd"],
    ["-30.299999999999997", "usd"],
  ])("%s %s is no such sum", (text, currency) => {
    expect(parseFloatSum(text, currency)).toBeNull();
  });

  test("currencies without and with three decimals", () => {
    expect(parseFloatSum("299.99999999999997", "jpy")).toEqual({ minor: 300, currency: "jpy" });
    expect(parseFloatSum("0.30000000000000004", "kwd")).toEqual({ minor: 300, currency: "kwd" });
  });
});
