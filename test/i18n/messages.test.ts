import { describe, expect, test } from "vitest";
import { ERRORS, type ErrorCode } from "../../src/domain/base/errors.ts";
import { CATALOGUES } from "../../src/i18n/generated/catalogues.ts";
import {
  type Catalogue,
  type CatalogueEntry,
  readCatalogue,
} from "../../src/i18n/generator/catalogue.ts";
import { exportName, FORMATS, orderOf } from "../../src/i18n/generator/check.ts";
import { catalogueFiles } from "../../src/i18n/generator/write.ts";
import type { Sentence, Value } from "../../src/i18n/lang.ts";
import { LANGS } from "../../src/i18n/languages.ts";
import { REFUSALS } from "../../src/i18n/refusals.ts";
import { AR, EN } from "../ui/samples.ts";

const catalogues = [...catalogueFiles()].map(([file, json]) => readCatalogue(file, json));
const catalogueOf = (tag: string): Catalogue =>
  catalogues.find(({ language }) => language.tag === tag) ?? catalogues[0]!;
const english = catalogueOf("en");
const textsOf = ({ entries }: Catalogue): string[] => [...entries.values()].map(({ text }) => text);

test("every file of the catalogue is a language, and English is the first", () => {
  expect(LANGS.map(({ tag }) => tag).toSorted()).toEqual(
    catalogues.map(({ language }) => language.tag).toSorted(),
  );
  expect(LANGS[0]).toBe(EN);
});

describe("the tone", () => {
  const spoken = textsOf(english);

  test("is checked on more than 350 sentences", () => {
    expect(spoken.length).toBeGreaterThan(350);
  });

  /** Sentences that the product's requirements quote to the letter say what they say. */
  const free = [...english.entries.values()].filter(({ literal }) => literal === undefined);

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
    "idempotency",
    "bucket",
    "fence",
    "lease",
    "stripe",
    "cgrates",
    "queue",
    "undefined",
  ])('no message says "%s"', (word) => {
    const pattern = new RegExp(`\\b${word}\\b`, "i");
    expect(free.filter(({ text }) => pattern.test(text))).toEqual([]);
  });

  test.each(catalogues)("there are no exclamation marks and no emoji in $file", (catalogue) => {
    const loud = /!|\p{Extended_Pictographic}/u;
    expect(textsOf(catalogue).filter((text) => loud.test(text))).toEqual([]);
  });

  test("a refusal is a sentence, not a word and not a page", () => {
    const long = Object.entries(REFUSALS).filter(([, say]) => {
      const { length } = say(EN);
      return length < 10 || length > 120;
    });
    expect(long).toEqual([]);
  });
});

test("every refusal has its sentence, and no sentence is left of one that is gone", () => {
  const codes = Object.keys(ERRORS).toSorted();
  const keys = [...english.entries.keys()].filter((key) => key.startsWith("refusals."));
  expect(keys.map((key) => key.slice("refusals.".length)).toSorted()).toEqual(codes);
  for (const code of codes as ErrorCode[]) {
    expect(REFUSALS[code](EN)).toBe(english.entries.get(`refusals.${code}`)?.text);
  }
});

describe("Arabic", () => {
  test("has no message in English", () => {
    const words = [...catalogueOf("ar").entries.values()].map(({ text }) =>
      text
        .replace(/\{\w+(, plural,)?|(zero|one|two|few|many|other) \{/g, "")
        .replace(/JavaScript|Wi-Fi|QR|IMSI|SIM|UTC|\.com/g, ""),
    );
    expect(words.filter((left) => /[a-z]{2}/i.test(left))).toEqual([]);
  });

  test("isolates every value", () => {
    const bare = /(?<!\u2068)\{\w+\}|\{\w+\}(?!\u2069)/u;
    const said = [...english.entries.values()].filter(({ key }) => !FORMATS.test(key)).map(spoken);
    expect(said.filter((sentence) => /\{\w+\}/.test(sentence)).length).toBeGreaterThan(70);
    expect(said.filter((sentence) => bare.test(sentence))).toEqual([]);
  });

  /** The sentence with the names of its values in their place; a number is 7. */
  function spoken(entry: CatalogueEntry): string {
    const counts = entry.parts.flatMap((part) => (part.kind === "plural" ? [part.name] : []));
    const values = orderOf(entry).map((name) => (counts.includes(name) ? 7 : `{${name}}`));
    const all = CATALOGUES.ar as Readonly<Record<string, unknown>>;
    return (all[exportName(entry.key)] as Sentence<readonly Value[]>)(AR, ...values);
  }
});
