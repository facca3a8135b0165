import { describe, expect, test } from "vitest";
import {
  type Outcome,
  outcomeOf,
} from "../../src/ui/portal/checkout/stripe/payment-outcome.script.ts";
import type { NextAction } from "../../src/ui/portal/checkout/stripe/stripe-types.script.ts";

const wordsOf = (outcome: Outcome): string =>
  outcome.kind === "declined" ? `${outcome.bold} ${outcome.help ?? ""}`.trim() : outcome.kind;
const left = (next_action: NextAction | null, status = "requires_action") =>
  wordsOf(outcomeOf({ paymentIntent: { status, next_action } }));
const refused = (type: string, code: string, decline_code?: string) =>
  wordsOf(outcomeOf({ error: { type, code, ...(decline_code && { decline_code }) } }));

describe("an action is required, and there is no error", () => {
  test("the bank's own check was left", () => {
    const words = left({ type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure" } });
    expect(words).toMatch(/^You closed your bank’s check/);
  });

  test.each([
    "oxxo_display_details",
    "boleto_display_details",
    "konbini_display_details",
    "multibanco_display_details",
    "display_bank_transfer_instructions",
  ])("a voucher is no check of a bank, and is not to be paid: %s", (type) => {
    const words = left({ type });
    expect(words).not.toMatch(/bank/);
    expect(words).toMatch(/takes days.*Nothing was charged\. Do not pay the voucher\./);
  });

  test("micro-deposits take days", () => {
    expect(left({ type: "verify_with_microdeposits" })).toMatch(/verified first.*takes days/);
  });

  test("a captcha of Stripe.js is no check of a bank", () => {
    const use_stripe_sdk = { type: "intent_confirmation_challenge" };
    expect(left({ type: "use_stripe_sdk", use_stripe_sdk })).toMatch(/^The payment was not fin/);
  });

  test.each([["redirect_to_url"], ["pix_display_qr_code"]])("%s: only not finished", (type) => {
    expect(left({ type })).toBe("The payment was not finished. Nothing was charged.");
  });
});

describe("what the customer can correct or repeat is no fault of ours and no decline", () => {
  test.each([
    ["invalid_request_error", "email_invalid", /email address.*correct it/],
    ["invalid_request_error", "postal_code_invalid", /postcode.*Correct it below/],
    ["invalid_request_error", "payment_method_provider_timeout", /kept/],
    ["invalid_request_error", "payment_intent_payment_attempt_expired", /kept/],
    ["invalid_request_error", "rate_limit", /Wait a minute.*kept/],
    ["card_error", "payment_method_provider_timeout", /Wait a minute.*kept/],
  ])("%s %s", (type, code, words) => {
    expect(refused(type, code)).toMatch(words);
    expect(refused(type, code)).toMatch(/Nothing was charged/);
    expect(refused(type, code)).not.toMatch(/declined/);
  });

  test("too many declines of one card: when it is possible again", () => {
    const error = { type: "invalid_request_error", code: "card_decline_rate_limit_exceeded" };
    expect(outcomeOf({ error })).toEqual({ kind: "too_many", againAfterMs: 24 * 60 * 60_000 });
  });
});

describe("a bank's no in its own words", () => {
  test.each(["incorrect_zip", "incorrect_address"])("the address check failed: %s", (code) => {
    expect(refused("card_error", code)).toMatch(/declined this card.*The postcode or address/);
  });

  test("a failed 3-D Secure is not called declined", () => {
    const words = refused("invalid_request_error", "payment_intent_authentication_failure");
    expect(words).toMatch(/^The payment was not confirmed\. Nothing was charged\./);
    expect(words).not.toMatch(/declined/);
  });
});
