import type { Catalogue, CatalogueEntry } from "./catalogue.ts";
import { allParts, valuesOf } from "./icu.ts";
import { LITERALS } from "./literals.ts";

/** Its sentences put dates together; a language may leave out a value that it does not need. */
export const FORMATS = /^formats\./;

/** What is wrong with English itself: order of values, literal sentences. Empty: nothing. */
export function englishProblems(english: Catalogue): string[] {
  const problems: string[] = [];
  for (const entry of english.entries.values()) {
    const wrong = [
      ...valueProblems(entry),
      ...literalProblems(entry),
      ...pluralProblems(english, entry),
    ];
    problems.push(...wrong.map((problem) => `${english.file}: ${entry.key}: ${problem}`));
  }
  for (const [key, [row]] of Object.entries(LITERALS)) {
    if (english.entries.has(key)) continue;
    problems.push(`${english.file}: ${key}: is missing; row ${row} quotes it to the letter`);
  }
  const names = Map.groupBy(english.entries.keys(), exportName);
  for (const [first, ...others] of names.values()) {
    for (const other of others) problems.push(`${english.file}: ${other}: is too like ${first}`);
  }
  return problems;
}

/** What is wrong with a translation, measured by English. Empty: nothing. */
export function translationProblems(english: Catalogue, translation: Catalogue): string[] {
  const { file, entries } = translation;
  const problems: string[] = [];
  for (const key of english.entries.keys()) {
    if (!entries.has(key)) problems.push(`${file}: ${key}: is missing`);
  }
  for (const entry of entries.values()) {
    const original = english.entries.get(entry.key);
    const wrong = original
      ? [...comparison(original, entry), ...pluralProblems(translation, entry)]
      : [`is not in ${english.file}`];
    problems.push(...wrong.map((problem) => `${file}: ${entry.key}: ${problem}`));
  }
  return problems;
}

/** The name of the export of a key: `result.added` is `result_added`. */
export const exportName = (key: string): string => key.replace(/[.-]/g, "_");

/** The values of a sentence in the order in which code passes them. */
export const orderOf = ({ values, parts }: CatalogueEntry): readonly string[] =>
  values ?? valuesOf(parts);

/** Code passes values by place, so their order must not follow from the words. */
function valueProblems({ key, values, parts }: CatalogueEntry): string[] {
  const used = valuesOf(parts);
  if (values === undefined) {
    const order = used.map((name) => `"${name}"`).join(", ");
    return used.length < 2 ? [] : [`say in which order code passes values: "values": [${order}]`];
  }
  const unknown = used.filter((name) => !values.includes(name));
  const unused = FORMATS.test(key) ? [] : values.filter((name) => !used.includes(name));
  return [
    ...unknown.map((name) => `{${name}} is not among its "values"`),
    ...unused.map((name) => `has no {${name}}, which is among its "values"`),
  ];
}

function literalProblems({ key, text, literal }: CatalogueEntry): string[] {
  const [row, sentence] = LITERALS[key] ?? [];
  if (row !== literal) {
    return [row ? `must be marked "literal": "${row}"` : `is in no row of literals.ts`];
  }
  return sentence === undefined || sentence === text
    ? []
    : [`row ${row} quotes it to the letter: "${sentence}"`];
}

function comparison(
  original: CatalogueEntry,
  { key, text, parts, values, literal }: CatalogueEntry,
): string[] {
  const [wanted, there] = [orderOf(original), valuesOf(parts)];
  const optional = FORMATS.test(key);
  const lost = optional ? [] : wanted.filter((name) => !there.includes(name));
  return [
    ...lost.map((name) => `has no {${name}}, as English has`),
    ...there.filter((name) => !wanted.includes(name)).map((name) => `English has no {${name}}`),
    ...(edges(text) === edges(original.text)
      ? []
      : ["begins or ends with a space, or English does"]),
    ...(values || literal ? [`"values" and "literal" are said in English only`] : []),
  ];
}

/** Which ends of a text are spaces. */
const edges = (text: string): string => `${text.startsWith(" ")} ${text.endsWith(" ")}`;

/** Exactly the categories of the language: one too few shows a wrong form, one too many none. */
function pluralProblems({ language }: Catalogue, { parts }: CatalogueEntry): string[] {
  const { pluralCategories } = new Intl.PluralRules(language.locale).resolvedOptions();
  const wanted = pluralCategories.toSorted().join(", ");
  return [...allParts(parts)].flatMap((part) => {
    if (part.kind !== "plural") return [];
    const there = [...part.options.keys()].filter((option) => !option.startsWith("="));
    if (there.toSorted().join(", ") === wanted) return [];
    return [`{${part.name}, plural} has the forms ${there.join(", ")}; wanted are ${wanted}`];
  });
}
