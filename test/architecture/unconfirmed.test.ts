import { describe, expect, test } from "vitest";
import { code } from "./support/files.ts";

/**
 * Another attempt may open after a stored 500 only because an intent is never made confirmed
 * (decision 29): what the 500 made all the same cannot have taken money.
 */
const CREATES = /paymentIntents\s*\.\s*create\b/;
/** Each of them makes a creation one that confirms, or belongs to one. */
const CONFIRMS =
  /(?<![.\w])["']?(confirm|confirmation_token|off_session|transfer_data)["']?\s*[:,}]/g;
const ANYWHERE = /(?<![.\w])["']?confirm["']?\s*:\s*(?:true|!0)\b/g;

/** A file that creates intents names nothing that confirms; no file says `confirm: true`. */
function confirming(text: string): string[] {
  const ownCode = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return ownCode.match(CREATES.test(ownCode) ? CONFIRMS : ANYWHERE) ?? [];
}

describe("an intent is made unconfirmed", () => {
  const files = code("src");

  test("nowhere is one created with what would confirm it", () => {
    const found = files.flatMap(({ path, text }) =>
      confirming(text).map((name) => `${path}: ${name}`),
    );
    const advice = "confirm by a second call in a file of its own, by id, with a key of its own";
    expect(found, advice).toEqual([]);
  });

  test("the creation is found, and a confirmed one would be", () => {
    const creating = files.filter(({ text }) => CREATES.test(text)).map(({ path }) => path);
    expect(creating).toEqual(["src/adapters/stripe/payments.ts"]);
    expect(confirming('x.paymentIntents.create({ amount, "confirm": yes })')).toHaveLength(1);
    expect(confirming("x.paymentIntents.create({ confirmation_token })")).toHaveLength(1);
    expect(confirming("const rest = { confirm: true };")).toHaveLength(1);
    expect(confirming("x.paymentIntents.confirm(id, { confirmation_token });")).toEqual([]);
  });
});
