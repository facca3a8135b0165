import { describe, expect, test } from "vitest";
import { CatalogueError } from "../../src/i18n/generator/catalogue.ts";
import { generate } from "../../src/i18n/generator/generate.ts";
import { catalogueFiles, generatedFiles } from "../../src/i18n/generator/write.ts";

type Json = { [key: string]: Json | string };
const LANGUAGES = {
  en: { tag: "en", locale: "en", name: "English", dir: "ltr", zones: "town" },
  ar: { tag: "ar", locale: "ar-u-ca-gregory-nu-latn", name: "العربية", dir: "rtl", zones: "intl" },
};
const real = catalogueFiles();

/** The catalogue as it is, with sentences of the group `sample` of our own in both languages. */
function withSamples(en: object, ar: object = en): Map<string, string> {
  const samples: Readonly<Record<string, object>> = { "en.json": en, "ar.json": ar };
  return new Map(
    [...real].map(([file, json]) => {
      const catalogue = JSON.parse(json) as { messages: Json };
      const messages = { ...catalogue.messages, sample: samples[file] ?? {} };
      return [file, JSON.stringify({ ...catalogue, messages })];
    }),
  );
}
/** The catalogue as it is, with another text in place of one. */
function changed(file: string, from: string, to: string): Map<string, string> {
  const json = real.get(file) ?? "";
  expect(json).toContain(from);
  return new Map(real).set(file, json.replace(from, to));
}

function problemsOf(files: ReadonlyMap<string, string>): readonly string[] {
  try {
    generate(files);
  } catch (fault) {
    if (fault instanceof CatalogueError) return fault.problems;
    throw fault;
  }
  return [];
}

/** What a generated module makes of the sample `a`; a value in a template is written `<price>`. */
function sampleIn(file: string, files: ReadonlyMap<string, string>): string {
  const text = generate(files).get(file) ?? "";
  const [, , made = ""] = /export const sample_a: (.*) =\s+(\([\s\S]*?);\n/.exec(text) ?? [];
  return made.replace(/\s+/g, " ").replace(/\$\{([^{}]*)\}/g, "<$1>");
}

test("the modules are those that the catalogue makes: otherwise `npm run messages`", () => {
  const made = generate(real);
  expect([...generatedFiles().keys()].toSorted()).toEqual([...made.keys()].toSorted());
  for (const [name, text] of made) expect(generatedFiles().get(name) === text, name).toBe(true);
});

describe("a sentence becomes", () => {
  test.each([
    ["Paid", '() => "Paid"'],
    ["1\u00a0GB", '() => "1\\u00a0GB"'],
    ["Pay {price} now", "(_, price) => `Pay <price> now`"],
    ["{price}", "(_, price) => `<price>`"],
    ["`\\ $'{'x'}' {price}", "(_, price) => `\\`\\\\ \\<x> <price>`"],
    [
      "{n, plural, =0 {none} one {# day} other {# days}}",
      '(lang, n) => (n === 0 ? "none" : plural(lang, n, (count) => ' +
        "({ one: `<count> day`, other: `<count> days` })))",
    ],
    [
      "{kind, select, card {your card} other {your account}}",
      '(_, kind) => (kind === "card" ? "your card" : "your account")',
    ],
  ])("%s", (text, made) => {
    const arabic = "{n, plural, =0 {0} zero {0} one {1} two {2} few {3} many {4} other {5}}";
    const ar = text.includes("plural") ? arabic : text;
    expect(sampleIn("en.ts", withSamples({ a: text }, { a: ar }))).toBe(made);
  });

  test("one with isolated values in a language written from right to left", () => {
    const files = withSamples({ a: "{price} paid" }, { a: "دُفع {price}" });
    expect(sampleIn("ar.ts", files)).toBe("(_, price) => `دُفع <isolate(price)>`");
  });

  test("one that takes its values in the order that English says, whatever the words", () => {
    const en = { a: "{b} for {c}", "@a": { values: ["c", "b"] } };
    const files = withSamples(en, { a: "{c}: {b}" });
    expect(sampleIn("en.ts", files)).toBe("(_, c, b) => `<b> for <c>`");
    expect(sampleIn("ar.ts", files)).toBe("(_, c, b) => `<isolate(c)>: <isolate(b)>`");
  });
});

describe("what is wrong is said with file and key", () => {
  const said = (en: object, ar?: object) => problemsOf(withSamples(en, ar));

  test.each<[string, object, object, string]>([
    ["a sentence is missing", { a: "A" }, {}, "ar.json: sample.a: is missing"],
    ["one too many", {}, { a: "A" }, "ar.json: sample.a: is not in en.json"],
    ["a value is lost", { a: "{b}" }, { a: "B" }, "ar.json: sample.a: has no {b}, as English has"],
    ["a value is new", { a: "A" }, { a: "{b}" }, "ar.json: sample.a: English has no {b}"],
    [
      "a plural form is missing",
      { a: "{n, plural, one {#} other {#}}" },
      { a: "{n, plural, one {#} other {#}}" },
      "ar.json: sample.a: {n, plural} has the forms one, other; " +
        "wanted are few, many, one, other, two, zero",
    ],
    [
      "a space at the end is lost",
      { a: "Step: " },
      { a: "Step:" },
      "ar.json: sample.a: begins or ends with a space, or English does",
    ],
  ])("%s", (_why, en, ar, problem) => {
    expect(said(en, ar)).toEqual([problem]);
  });

  test.each<[string, object, string]>([
    [
      "a plural form that English has not",
      { a: "{n, plural, one {#} two {#} other {#}}" },
      "wanted are one, other",
    ],
    ["two values without an order", { a: "{b} {c}" }, 'passes values: "values": ["b", "c"]'],
    [
      "a value out of the order",
      { a: "{b}", "@a": { values: ["c"] } },
      '{b} is not among its "values"',
    ],
    [
      "a number in an exact form",
      { a: "{n, plural, =1 {just # day} one {# day} other {# days}}" },
      "# in a form as =1: write the number itself",
    ],
    [
      "a number in a selection inside a plural",
      { a: "{n, plural, one {{k, select, x {#} other {1}}} other {# days}}" },
      "# in a selection inside a plural is text",
    ],
    ["markup", { a: "a <b>c</b>" }, "<b>: markup is the page's"],
    ["a format of ICU", { a: "{n, number}" }, "numbers and dates come formatted"],
    ["an ordinal", { a: "{n, selectordinal, other {#}}" }, "selectordinal is not in our subset"],
    ["a brace too few", { a: "{b" }, "is not ICU MessageFormat (character 1)"],
    ["a plural without other", { a: "{n, plural, one {#}}" }, "MISSING_OTHER_CLAUSE"],
    ["an odd name of a value", { a: "{B_c}" }, "a value is named like {price}"],
    ["an empty sentence", { a: "" }, "is empty"],
    ["an open isolate", { a: "\u2066A" }, "an isolate is not closed"],
    ["a number for a sentence", { a: 1 }, "must be a sentence or a group"],
    ["a note on nothing", { "@a": { note: "A" } }, "says something about no sentence"],
    ["an unknown word in a note", { a: "A", "@a": { notes: "A" } }, '"notes"'],
    ["two keys that look alike", { "a-b": "A", a_b: "B" }, "is too like sample.a-b"],
    [
      "a sentence marked literal that no row quotes",
      { a: "A", "@a": { literal: "P4" } },
      "is in no row",
    ],
  ])("%s", (_why, en, problem) => {
    expect(said(en).join("\n")).toContain(problem);
    expect(said(en).every((line) => /^(en|ar)\.json: sample\./.test(line))).toBe(true);
  });

  test("a literal sentence that was changed, or is no longer marked", () => {
    expect(problemsOf(changed("en.json", "Topup Failed. Ref", "Top-up failed. Ref"))).toEqual([
      'en.json: result.failed: row V5 quotes it to the letter: "Topup Failed. Refunding payment…"',
    ]);
    expect(problemsOf(changed("en.json", '"literal": "V5"', '"note": ""'))).toEqual([
      'en.json: result.failed: must be marked "literal": "V5"',
    ]);
  });

  test.each([
    ["not JSON", "{", "fr.json: is not JSON"],
    ["another tag", { ...LANGUAGES.en }, "fr.json: language.tag: is en, so the file is en.json"],
    ["a tag with a region", { ...LANGUAGES.en, tag: "fr-FR" }, "fr.json: language.tag: must be"],
    ["a locale of another language", { ...LANGUAGES.en, tag: "fr" }, "locale: en is not fr"],
    ["another calendar", { ...LANGUAGES.en, tag: "fr", locale: "fr-u-ca-buddhist" }, "calendar"],
  ])("%s", (_why, language, problem) => {
    const json =
      typeof language === "string" ? language : JSON.stringify({ language, messages: {} });
    expect(problemsOf(new Map(real).set("fr.json", json)).join("\n")).toContain(problem);
  });
});

test("a language is one file: the modules of all others stay as they are", () => {
  const english = JSON.parse(real.get("en.json") ?? "") as { messages: Json };
  const language = { ...LANGUAGES.en, tag: "fr", locale: "fr" };
  const french = JSON.stringify({ language, messages: translated(english.messages) });
  const made = generate(new Map(real).set("fr.json", french));
  expect(made.get("en.ts")).toBe(generate(real).get("en.ts"));
  expect(made.get("fr.ts")).toContain("many: `$" + "{count} days`");
  expect(made.get("catalogues.ts")).toContain("CATALOGUES = { en, ar, fr }");
});

/** The sentences without what is said to translators, with the plural forms of French. */
function translated(messages: Json): Json {
  const kept = Object.entries(messages).filter(([key]) => !key.startsWith("@"));
  const french = (text: string) =>
    text.replace(/ other (\{(?:[^{}]|\{\w+\})*\})/, " many $1 other $1");
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      typeof value === "string" ? french(value) : translated(value),
    ]),
  );
}
