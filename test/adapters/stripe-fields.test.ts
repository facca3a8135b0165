import { describe, expect, test } from "vitest";

type Write = (text: string) => string;
type Check = (text: string, number?: string) => { code: string } | null;

/** The fields of the simulated Stripe.js: text that is typed, pasted or filled in by the browser. */
const rules = async (name: string): Promise<Record<string, Write & Check>> =>
  await import(new URL(`../simulators/stripe/browser/frames/${name}.js`, import.meta.url).href);
const card = await rules("card-rules");
const bank = await rules("bank-rules");

describe("what is pasted is written as it would be typed", () => {
  test.each([
    ["spacedNumber", "4242424242424242", "4242 4242 4242 4242"],
    ["spacedNumber", " 4242-4242-4242-4242 ", "4242 4242 4242 4242"],
    ["spacedNumber", "378282246310005", "3782 822463 10005"],
    ["slashedExpiry", "12/34", "12 / 34"],
    ["slashedExpiry", "1234", "12 / 34"],
    ["slashedExpiry", "12/2034", "12 / 34"],
    ["slashedExpiry", "3/34", "03 / 34"],
    ["slashedExpiry", "4", "04"],
    ["slashedExpiry", "12 / 345", "12 / 34"],
    ["slashedExpiry", "12 / 2", "12 / 2"],
    ["slashedExpiry", "12 / 20", "12 / 20"],
  ])("%s of '%s' is '%s'", (write, text, written) => {
    expect(card[write]?.(text)).toBe(written);
  });

  test("an IBAN in blocks of four", () => {
    expect(bank.spacedIban?.("at611904300234573201")).toBe("AT61 1904 3002 3457 3201");
  });
});

describe("what Stripe.js refuses before it is sent", () => {
  test.each([
    [card, "numberFault", "4242", "incomplete_number"],
    [card, "numberFault", "4242 4242 4242 4241", "invalid_number"],
    [card, "expiryFault", "12", "incomplete_expiry"],
    [card, "expiryFault", "13 / 34", "invalid_expiry_month"],
    [card, "expiryFault", "01 / 20", "invalid_expiry_year_past"],
    [card, "cvcFault", "12", "incomplete_cvc"],
    [bank, "ibanFault", "AT61 1904", "incomplete_iban"],
    [bank, "ibanFault", "AT61 1904 3002 3457 3202", "invalid_iban"],
    [bank, "routingFault", "110000", "incomplete_bank_routing_number"],
    [bank, "routingFault", "110000001", "invalid_bank_routing_number"],
    [bank, "accountFault", "1", "incomplete_bank_account_number"],
    [bank, "nameFault", " ", "incomplete_name"],
    [bank, "emailFault", "", "incomplete_email"],
    [bank, "emailFault", "sam", "invalid_email"],
  ])("%o %s of '%s': %s", (rule, check, text, code) => {
    const number = check === "cvcFault" ? ["4242 4242 4242 4242"] : [];
    expect(rule[check]?.(text, ...number)).toMatchObject({ code });
  });

  test.each([
    [card, "numberFault", "4000 0000 0001 0035"],
    [card, "expiryFault", "12 / 34"],
    [bank, "ibanFault", "AT61 1904 3002 3457 3201"],
    [bank, "routingFault", "110000000"],
    [bank, "accountFault", "000123456789"],
    [bank, "emailFault", "sam@example.com"],
  ])("%o %s of '%s': nothing", (rule, check, text) => {
    expect(rule[check]?.(text)).toBeNull();
  });
});
