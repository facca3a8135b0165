import type { Catalogue, CatalogueEntry } from "./catalogue.ts";
import { exportName, FORMATS, orderOf } from "./check.ts";
import { allParts, type Part } from "./icu.ts";

const HEAD = "// Made by `npm run messages` from src/i18n/messages; edit there.\n";

/** The module of one language: an export per sentence, so that a bundle takes what it names. */
export function languageModule(english: Catalogue, { language, entries }: Catalogue): string {
  const { zones, ...lang } = language;
  const rtl = lang.dir === "rtl";
  const sentences = [...english.entries.values()].map((original) => {
    const { parts } = entries.get(original.key) ?? original;
    const isolates = rtl && !FORMATS.test(original.key);
    return sentence(original, parts, isolates ? (name) => `isolate(${name})` : (name) => name);
  });
  const body = [
    `export const language: Lang = ${JSON.stringify(lang)};`,
    "/** An amount that `Intl` has formatted, and a text of unknown direction, for a sentence. */",
    `export const amount: Sentence<[text: string]> = (_, text) => ${rtl ? "isolateAmount(text)" : "text"};`,
    `export const isolated: Sentence<[text: string]> = (_, text) => ${rtl ? "isolate(text)" : "text"};`,
    "/** What the language calls a time zone (IANA name); empty: the zone is named after no town. */",
    `export const zoneName: Sentence<[timeZone: string]> = ${zones}Zone;`,
    ...sentences,
  ].join("\n");
  const imports = [
    rtl ? 'import { isolate, isolateAmount } from "../isolates.ts";\n' : "",
    `import type { Lang, Sentence${body.includes(": Value") ? ", Value" : ""} } from "../lang.ts";\n`,
    body.includes("plural(") ? 'import { plural } from "../plural.ts";\n' : "",
    `import { ${zones}Zone } from "../zones.ts";\n`,
  ];
  return `${HEAD}${imports.join("")}\n${body}\n`;
}

/** The module that the server and shared code import: the same exports, in the given language. */
export function sharedModule(english: Catalogue): string {
  const names = ["amount", "isolated", "zoneName", ...[...english.entries.keys()].map(exportName)];
  const lines = names.map((name) => `export const ${name} = spoken("${name}");`);
  return `${HEAD}import { spoken } from "../spoken.ts";\n\n${lines.join("\n")}\n`;
}

/** The module with all languages, English first. */
export function languagesModule(tags: readonly string[]): string {
  const imports = tags.map((tag) => `import * as ${tag} from "./${tag}.ts";\n`).join("");
  return `${HEAD}${imports}\nexport const CATALOGUES = { ${tags.join(", ")} };\n`;
}

type Quote = (name: string) => string;

function sentence(original: CatalogueEntry, parts: readonly Part[], quote: Quote): string {
  const names = orderOf(original);
  const used = new Set([...allParts(parts)].flatMap((part) => ("name" in part ? [part.name] : [])));
  const numbers = countsOf(original.parts);
  const types = names.map((name) => `${name}: ${numbers.has(name) ? "number" : "Value"}`);
  const type = names.length === 0 ? "Sentence" : `Sentence<[${types.join(", ")}]>`;
  const text = expression(parts, quote);
  const lang = text.includes("(lang,") ? "lang" : "_";
  const given =
    names.length === 0 ? [] : [lang, ...names.map((name) => (used.has(name) ? name : `_${name}`))];
  return `export const ${exportName(original.key)}: ${type} = (${given.join(", ")}) =>\n  ${text};`;
}

/** The names of the values that choose a plural form. */
const countsOf = (parts: readonly Part[]): ReadonlySet<string> =>
  new Set([...allParts(parts)].flatMap((part) => (part.kind === "plural" ? [part.name] : [])));

function expression(parts: readonly Part[], quote: Quote): string {
  const [only, ...others] = parts;
  if (only && others.length === 0) {
    if (only.kind === "text") return JSON.stringify(only.text).replace(INVISIBLE, escaped);
    if (only.kind === "plural" || only.kind === "select") return chosen(only, quote);
  }
  return `\`${parts.map((part) => inTemplate(part, quote)).join("")}\``;
}

function inTemplate(part: Part, quote: Quote): string {
  switch (part.kind) {
    case "text":
      return part.text.replace(/[`\\]|\$\{/g, "\\$&").replace(INVISIBLE, escaped);
    case "value":
      return `\${${quote(part.name)}}`;
    case "number":
      return `\${count}`;
    default:
      return `\${${chosen(part, quote)}}`;
  }
}

function chosen(part: Extract<Part, { options: unknown }>, quote: Quote): string {
  const options = [...part.options].map(
    ([name, parts]) => [name, expression(parts, quote)] as const,
  );
  const other = part.options.get("other") ?? [];
  if (part.kind === "select") {
    const tests = options
      .filter(([name]) => name !== "other")
      .map(([name, text]) => `${part.name} === ${JSON.stringify(name)} ? ${text} : `);
    return `(${tests.join("")}${expression(other, quote)})`;
  }
  const exact = options.filter(([name]) => name.startsWith("="));
  const forms = options.filter(([name]) => !name.startsWith("="));
  const tests = exact.map(([name, text]) => `${part.name} === ${name.slice(1)} ? ${text} : `);
  const list = forms.map(([name, text]) => `${name}: ${text}`).join(", ");
  const call = `plural(lang, ${part.name}, (count) => ({ ${list} }))`;
  return exact.length === 0 ? call : `(${tests.join("")}${call})`;
}

/** No-break spaces and marks of direction, which a reader of the module could not see. */
const INVISIBLE = /[\u00a0\u061c\u200e\u200f\u202f\u2066-\u2069]/g;
const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
