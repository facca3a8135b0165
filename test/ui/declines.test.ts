import { describe, expect, test } from "vitest";
import { declineWords } from "../../src/ui/portal/declines/declines.ts";
import { EN } from "./samples.ts";

describe("declines by what the customer can do about them", () => {
  test.each([
    [
      "insufficient_funds",
      "There is not enough money on this card. Use another one, or choose fewer days.",
    ],
    ["expired_card", "The card has expired."],
    ["incorrect_cvc", "The security code is wrong."],
    ["incorrect_number", "The card number is wrong."],
    ["card_not_supported", "This card cannot pay here. Use another one."],
    [
      "payment_intent_authentication_failure",
      "Your bank could not confirm that it’s you. Try again.",
    ],
    ["generic_decline", "Your bank gave no reason. Use another card, or call your bank."],
    [null, "Your bank gave no reason. Use another card, or call your bank."],
  ])("%s", (code, words) => {
    expect(declineWords(EN, code)).toBe(words);
  });

  test.each(["lost_card", "stolen_card", "fraudulent", "pickup_card", "merchant_blacklist"])(
    "%s is not disclosed",
    (code) => {
      expect(declineWords(EN, code)).toBe(declineWords(EN, "generic_decline"));
    },
  );
});
