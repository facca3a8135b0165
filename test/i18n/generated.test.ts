/** Every generated sentence runs: the compiler sees names and types, not what a call makes. */
import { describe, expect, test } from "vitest";
import { CATALOGUES } from "../../src/i18n/generated/catalogues.ts";

/** They take a text, not the values of a sentence. */
const OF_A_TEXT = ["amount", "isolated", "zoneName"];
const COUNTS = [0, 1, 2, 3, 11, 100, 1.5];
type Said = (lang: unknown, ...values: unknown[]) => unknown;

describe.each(Object.entries(CATALOGUES))("all sentences of %s", (_tag, catalogue) => {
  const sentences = Object.entries<unknown>(catalogue).filter(
    (entry): entry is [string, Said] =>
      typeof entry[1] === "function" && !OF_A_TEXT.includes(entry[0]),
  );

  test.each(COUNTS)("with the values %s", (count) => {
    expect(sentences.length).toBeGreaterThan(300);
    for (const [name, say] of sentences) {
      // More values than any sentence takes.
      const text = say(catalogue.language, ...Array.from({ length: 10 }, () => count));
      expect(text, name).toEqual(expect.any(String));
      expect(text, name).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});
