import { describe, expect, test } from "vitest";
import { CUSTOMER_SENTENCES } from "../../src/domain/base/customer-sentences.ts";
import { ERRORS, type ErrorCode } from "../../src/domain/base/errors.ts";
import { LANGS } from "../../src/ui/i18n/languages.ts";
import { declineWords } from "../../src/ui/portal/declines/declines.ts";
import { AR, EN } from "./samples.ts";

/** All messages; parameters are replaced by stand-ins. */
function sentences(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") {
    const made: unknown = value("{a}", "{b}", "{c}");
    return typeof made === "string" ? [made] : [];
  }
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(sentences);
  return [];
}
// The refusals come from the table of errors, which has tests of its own.
const { refusals: _, ...own } = EN.messages;
const spoken = sentences(own);

describe("the tone", () => {
  test("is checked on more than 150 messages", () => {
    expect(spoken.length).toBeGreaterThan(150);
  });

  /** Sentences that the product's requirements quote literally. */
  const literal = ["Please try again or contact support.", "Payment intent amount does not match"];
  const free = spoken.filter((words) => !literal.includes(words));

  test.each([
    "please",
    "oops",
    "sorry",
    "unfortunately",
    "successfully",
    "simply",
    "webhook",
    "intent",
    "provisioning",
    "session",
    "token",
    "OCS",
    "undefined",
  ])('no message says "%s"', (word) => {
    const pattern = new RegExp(`\\b${word}\\b`, "i");
    expect(free.filter((words) => pattern.test(words))).toEqual([]);
  });

  test.each(LANGS)("there are no exclamation marks and no emoji in $tag", ({ messages }) => {
    const all = sentences(messages);
    expect(all.filter((words) => /!|\p{Extended_Pictographic}/u.test(words))).toEqual([]);
  });
});

describe("Arabic", () => {
  const all = sentences(AR.messages);

  test("has no message in English", () => {
    const words = all.map((sentence) =>
      sentence.replace(/\{(?:[abc]|price)\}|JavaScript|Wi-Fi|QR|IMSI|SIM|\.com/g, ""),
    );
    expect(words.filter((left) => /[a-z]{2}/i.test(left))).toEqual([]);
  });

  test("isolates every value", () => {
    const bare = /(?<!\u2068)\{[abc]\}|\{[abc]\}(?!\u2069)/u;
    expect(all.filter((sentence) => bare.test(sentence))).toEqual([]);
  });

  test("has a message for every refusal", () => {
    expect(Object.keys(AR.messages.refusals).toSorted()).toEqual(Object.keys(ERRORS).toSorted());
  });
});

test("the English refusals are those of the table of errors", () => {
  for (const code of Object.keys(ERRORS) as ErrorCode[]) {
    expect(EN.messages.refusals[code]).toBe(CUSTOMER_SENTENCES[code]);
  }
});

describe("declines by what the customer can do about them", () => {
  test.each([
    [
      "insufficient_funds",
      "There is not enough money on it. Use another card, or choose fewer days.",
    ],
    ["expired_card", "The card has expired."],
    ["incorrect_cvc", "The security code is wrong."],
    ["incorrect_number", "The card number is wrong."],
    ["card_not_supported", "This card cannot pay here. Use another one."],
    [
      "payment_intent_authentication_failure",
      "Your bank could not confirm that it is you. Try again.",
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
