import { describe, expect, test } from "vitest";
import { settingsOf } from "../../src/config/settings-of.ts";
import { VARS } from "./test-app.ts";

/** Row D4: names of the older portal's configuration, and their names here. */
const NAMES = [
  ["REACT_APP_TOPUP_PRICE_PER_DAY", "TOPUP_PRICE_PER_DAY", "12.5", "12.5"],
  ["REACT_APP_CURRENCY_CODE", "CURRENCY_CODE", "AUD", "aud"],
  ["REACT_APP_SELF_CARE_NAME", "SELF_CARE_NAME", "Kestrel", "Kestrel"],
  ["REACT_APP_STRIPE_PUBLISHABLE_KEY", "STRIPE_PUBLISHABLE_KEY", "pk_test_9", "pk_test_9"],
] as const;

/** A configuration that lacks one name. */
function without(name: string): Record<string, unknown> {
  const { [name]: _, ...rest } = VARS as Record<string, unknown>;
  return rest;
}

describe.each(NAMES)("the old name %s", (old, name, text, value) => {
  test(`alone: stands for ${name}`, () => {
    expect(settingsOf({ ...without(name), [old]: text })[name]).toBe(value);
    expect(settingsOf({ ...VARS, [name]: "", [old]: text })[name]).toBe(value);
  });

  test("beside the new one with the same value: allowed", () => {
    expect(settingsOf({ ...VARS, [name]: text, [old]: text })[name]).toBe(value);
  });

  test("beside the new one with another value: refused, and both are named", () => {
    expect(() => settingsOf({ ...VARS, [old]: text })).toThrow(
      `configuration: ${old} and ${name} differ; keep one of them`,
    );
  });

  test("empty: as if it were not there", () => {
    expect(settingsOf({ ...VARS, [old]: "" })[name]).toBe(settingsOf({ ...VARS })[name]);
  });
});

test("without either name: the default name, ten dollars a day; but a key has no default", () => {
  const { SELF_CARE_NAME: _a, TOPUP_PRICE_PER_DAY: _b, CURRENCY_CODE: _c, ...rest } = { ...VARS };
  expect(settingsOf(rest)).toMatchObject({
    SELF_CARE_NAME: "edge-topup",
    TOPUP_PRICE_PER_DAY: "10",
    CURRENCY_CODE: "usd",
  });
  expect(() => settingsOf(without("STRIPE_PUBLISHABLE_KEY"))).toThrow("STRIPE_PUBLISHABLE_KEY");
});

test("a word that is no currency is refused by name", () => {
  expect(() => settingsOf({ ...VARS, CURRENCY_CODE: "dollars" })).toThrow(/CURRENCY_CODE/);
});

test("a limit of approval of 0, which would stop all sales, is refused by name", () => {
  expect(() => settingsOf({ ...VARS, APPROVAL_ABOVE: "0.00" })).toThrow(/APPROVAL_ABOVE/);
});

test("a link that is no web address is refused by name", () => {
  expect(() => settingsOf({ ...VARS, TERMS_URL: "javascript:alert(1)" })).toThrow(/TERMS_URL/);
});

test("an old name with a wrong value is refused under the new name", () => {
  const env = { ...without("TOPUP_PRICE_PER_DAY"), REACT_APP_TOPUP_PRICE_PER_DAY: "ten" };
  expect(() => settingsOf(env)).toThrow(
    /not an amount of CURRENCY_CODE\s+→ at TOPUP_PRICE_PER_DAY/,
  );
});
