import { statSync } from "node:fs";
import { ROOT } from "../../dev/paths.ts";
import { DOCS } from "./citations.ts";
import { exists, filesBelow, read, type SourceFile } from "./files.ts";
import { lineAt } from "./syntax.ts";

export const GLOSSARY = `${DOCS}/glossary.md`;
const LEGACY_NAMES = "test/fixtures/legacy-names.json";

export interface Entry {
  readonly term: string;
  /** What stands in backticks in the last column: where the code has it. */
  readonly paths: readonly string[];
  /** What stands in backticks before it: names of the code. */
  readonly names: readonly string[];
}

/** The rows of the glossary's tables: term, meaning, where in the code. */
export const entriesOf = (text: string): Entry[] =>
  [...text.matchAll(/^\| (?!term \|)([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map((match) => {
    const [, term = "", meaning = "", places = ""] = match;
    return { term, paths: quoted(places), names: [...quoted(term), ...quoted(meaning)] };
  });

const quoted = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");

/** `isSettledAt`, `settled_at` and `--settled-at` as words: `is Settled At`. Lines stay lines. */
export const inWords = (text: string): string =>
  text
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1 ")
    .replace(/([A-Z])(?=[A-Z][a-z])/g, "$1 ")
    .replace(/(?<=\w)[_-](?=\w)/g, " ");

export interface LegacyNames {
  readonly what: string;
  /** A file, or a folder and all below it. */
  readonly in: string;
  readonly names: readonly string[];
}
export const legacyNames = (): readonly LegacyNames[] =>
  (JSON.parse(read(LEGACY_NAMES)) as { groups: readonly LegacyNames[] }).groups;

/** The view that older systems read, and its columns in order. */
export const legacyView = (): { readonly name: string; readonly columns: readonly string[] } =>
  (JSON.parse(read(LEGACY_NAMES)) as { view: { name: string; columns: readonly string[] } }).view;

/** The columns of a view where SQL creates it, each on lines of its own; empty: it does not. */
export function viewColumns(sql: string, view: string): string[] {
  const list =
    new RegExp(`CREATE VIEW ${view} AS\\s+SELECT\\s([\\s\\S]*?)\\sFROM\\s`).exec(sql)?.[1] ?? "";
  return list.split(/,\n\s*(?!')/).flatMap((column) => /(\w+)\s*$/.exec(column)?.[1] ?? []);
}

/** Everything that stands in a place; empty when there is no such place. */
export function textIn(place: string): string {
  if (!exists(place)) return "";
  const files = statSync(`${ROOT}${place}`).isDirectory() ? filesBelow(place) : [place];
  return files.map(read).join("\n");
}

/** Names that do not stand in the text, to the letter, and not as a part of a longer word. */
export const missingNames = (names: readonly string[], text: string): string[] =>
  names.filter((name) => !asWord(name).test(text));

function asWord(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const before = /^\w/.test(name) ? String.raw`(?<![\w])` : "";
  const after = /\w$/.test(name) && !name.endsWith("_") ? String.raw`(?![\w])` : "";
  return new RegExp(`${before}${literal}${after}`);
}

/**
 * Words that the glossary has replaced, and what to say instead. Most match parts of names too,
 * like `oldDoors` in `createOldDoors`.
 */
export interface ReplacedWord {
  readonly word: RegExp;
  readonly say: string;
  /** Only there; elsewhere the word has another meaning, or is the right one. */
  readonly in?: RegExp;
}
export const REPLACED: readonly ReplacedWord[] = [
  { word: /\b(whoever|somebody|nobody)\b/i, say: "name the actor, or: no customer, no caller" },
  { word: /\b(anybody|everybody)\b/i, say: "name the actor: any caller, every customer" },
  { word: /person at night/i, say: "on-call" },
  { word: /(?<!light|ware)house/i, say: "project, other deployment, default theme" },
  { word: /letterhead/i, say: "merchant profile" },
  {
    word: /(?<!dead[ _-])(?<!(capital|small|first|the) )\bletters?\b(?! by letter)/i,
    say: "notice, email",
    in: /^src\/(app|object|adapters\/mail|domain|triggers|docs)|^test\/(app|object|simulation)/,
  },
  { word: /\b(the|written|changed) books\b|\bpapers\b/i, say: "ledger, read models, documents" },
  { word: /keepsake|\bshelf\b/i, say: "local draft, key-value store" },
  { word: /old[ _-]?door|machine[ _-]?door|compat\b|\bdoors?\b/i, say: "route, legacy" },
  { word: /makers?'?s?[ _-]?word/i, say: "untrusted metadata" },
  { word: /intent[ _-]?mark|mark[ _-]?intent|\bour marks?\b/i, say: "payment metadata, tagged" },
  { word: /money[_-]?back/i, say: "requestRefund, refunded_externally" },
  { word: /look[_-]?(At|Back|Again)(?![a-z])/, say: "get, reconcile, refetch" },
  { word: /nightly look/i, say: "nightly credit reconciliation" },
  { word: /\bkeepers?\b/i, say: "invoice sequence" },
  { word: /stray/i, say: "orphan intent" },
  { word: /\bpok(e|es|ed|ing)\b/i, say: "wake" },
  { word: /\b(furnish|sow)(s|ed|ing|n)?\b/i, say: "prepareWorld, insertRows" },
  { word: /\blaps(e|es|ed|ing)\b/i, say: "canceling, canceled; why is data" },
  { word: /reread/i, say: "sync (a payment), refresh (the balance)" },
  { word: /["'`]unpaid["'`]|UnpaidEnded/, say: "canceled, TopUpCanceled" },
  {
    word: /\bwithdr(aw(s|n|ing|als?)?|ew)\b/i,
    say: "revoke; a consumer's right alone is withdrawal",
  },
  { word: /["'`]closing["'`]|Closing(Began|Reason)/, say: "resolving" },
  { word: /\badopt/i, say: "import, bind; recognise an intent" },
  { word: /\b(footing|greeting)\b|\bthe foot\b/i, say: "footer, salutation" },
  { word: /\bsettl(e|es|ed|ing)\b/i, say: "sync; settlement is Stripe's payout" },
  { word: /\bheld (payments?|intents?|money|amounts?)\b/i, say: "authorized" },
  { word: /\b(payments?|intents?|money|amounts?) (is |are |was )?held\b/i, say: "authorized" },
  { word: /\b(number of )?tries\b/i, say: "identifications, allowance", in: /identif|typed/ },
  { word: /paid[ _-]?back[ _-]?otherwise/i, say: "refunded manually" },
  { word: /(returned|paid back|refunded) outside\b/i, say: "refunded externally" },
  { word: /strangers?(?![a-z])/i, say: "unverified identity" },
  { word: /(another|strange|else's|operator's) hand\b/i, say: "another system, the operator" },
  { word: /try[ _-]?counter|too[_]many[_]tries/i, say: "identification limiter" },
  {
    word: /patience|\b(leftOf|inTime|inParallel|madeOnce)\b/i,
    say: "time budget, memoize and so on",
  },
  { word: /yieldOpen|\byield(s|ed)? open/i, say: "supersede" },
  { word: /second[ _-]?person/i, say: "second approver" },
  { word: /\bduesOf\b|\bdues\b/i, say: "due times" },
  { word: /\blanes?\b/i, say: "dispatch", in: /^src\// },
  { word: /\bverbs?\b(?!-)/i, say: "use case" },
  { word: /\b(service|payer|sales?) (is |are )?on hold\b/i, say: "sales blocked" },
  { word: /\bneighbou?rs\b/i, say: "external simulators", in: /^test\/|^src\/docs/ },
  { word: /\b(crew|judges?)\b/i, say: "actors, oracle", in: /^test\/simulation/ },
];

/** Where a replaced word is right: a file, and the text around it. Each has its reason. */
export interface Allowed {
  readonly file: RegExp;
  readonly text: RegExp;
  readonly why: string;
}
export const ALLOWED: readonly Allowed[] = [
  {
    file: /^src\/i18n\/generated\//,
    text: /./,
    why: "made from sentences for customers; the names of its exports are their keys",
  },
  {
    file: /^src\/i18n\/|^src\/app\/notice\//,
    text: /["'`]/,
    why: "a sentence for customers: its words are those of people, not of the code",
  },
  {
    file: /^src\/domain\/base\/errors\.ts|^src\/docs\/(runbook|troubleshooting)\.md/,
    text: /"/,
    why: "quotes sentences that customers and older systems see",
  },
  {
    file: /^src\/(app\/legacy\/answers\.ts|docs\/features\.md)/,
    text: /on hold|withdrawal function/,
    why: "a sentence of the older system, a right of consumers",
  },
  {
    file: /^src\/app\/payment\/act-on-event\.ts/,
    text: /charge\.dispute\.funds_withdrawn/,
    why: "Stripe's name of an event",
  },
  {
    file: /^src\/object\/service\/store\.ts/,
    text: /yield open\.shift/,
    why: "the keyword of a generator",
  },
  {
    file: /^test\/bench\/contender\.ts/,
    text: /startHouse|house\.ts/,
    why: "the file and the function of an older checkout",
  },
  {
    file: /^src\/docs\/decisions\/0013-/,
    text: /withdraw/i,
    why: "the EU consumer's right is its subject",
  },
  {
    file: /^src\/docs\/glossary\.md/,
    text: /Subject, verb, object/,
    why: "grammar",
  },
];

/** Phrases in which a replaced word is right wherever they stand; each has its reason. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [
    /withdrawal_?consent|"withdrawal-1"|\brights? (of|to) withdraw(al)?\b|consumers may withdraw/i,
    "the EU consumer's right",
  ],
  [/(sentence|consent) (on|about) withdrawal|I can withdraw\b/, "the EU consumer's right"],
  [/funds_withdrawn|withdrawFunds|Chargeback withdrawal/, "Stripe's words for a dispute"],
  [/withdrawal_count_limit_exceeded/, "Stripe's code of a declined card"],
  [/\ballSettled\b/, "JavaScript's name"],
  [/\badoptedStyleSheets\b/, "the browser's name"],
  [/\bnodejs_compat\b/, "Cloudflare's name"],
  [/\bverb-noun\b/, "grammar"],
  [/\bARABIC_LETTER\b/, "a character"],
  [/Service is on hold/, "a sentence of the older system"],
  [/Too many tries/, "a sentence for customers"],
];

/** The text with those phrases blotted out; lines and positions stay. */
const withoutPhrases = (text: string): string =>
  PHRASES.reduce(
    (rest, [phrase]) =>
      rest.replace(new RegExp(phrase.source, `g${phrase.flags}`), (found) =>
        " ".repeat(found.length),
      ),
    text,
  );

/** Documents that speak of the old words, because that is their subject. */
export const ABOUT_WORDS = [
  "src/docs/changelog.md",
  "src/docs/decisions/0019-one-language-and-a-map.md",
];
/** Written by programs, from texts in the code. */
export const GENERATED = /\/(RESULTS|EXPLORATION)\.md$/;

/** Replaced words in a file, each with its place and with what to say. */
export function replacedWords(
  { path, text }: SourceFile,
  words: readonly ReplacedWord[] = REPLACED,
  allowed: readonly Allowed[] = ALLOWED,
): string[] {
  const lines = text.split("\n");
  const here = words.filter((one) => one.in === undefined || one.in.test(path));
  const rest = withoutPhrases(text);
  const readings = [rest, inWords(rest)];
  const found = here.flatMap(({ word, say }) =>
    readings.flatMap((read) =>
      [...read.matchAll(new RegExp(word.source, `g${word.flags}`))].flatMap((match) => {
        const line = lineAt(read, match.index);
        const around = lines[line - 1] ?? "";
        if (allowed.some((one) => one.file.test(path) && one.text.test(around))) return [];
        return [{ key: `${line} ${say}`, finding: `${path}:${line}: "${match[0]}": ${say}` }];
      }),
    ),
  );
  // A word is often found both in the text and among the words of its names: once is enough.
  return [...new Map(found.reverse().map(({ key, finding }) => [key, finding])).values()].reverse();
}
