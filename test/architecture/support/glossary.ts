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
}

/** The rows of the glossary's tables: term, meaning, where in the code. */
export const entriesOf = (text: string): Entry[] =>
  [...text.matchAll(/^\| (?!term \|)([^|]+) \| [^|]+ \| ([^|]+) \|$/gm)].map((match) => ({
    term: match[1] ?? "",
    paths: [...(match[2] ?? "").matchAll(/`([^`]+)`/g)].map((path) => path[1] ?? ""),
  }));

export interface LegacyNames {
  readonly what: string;
  /** A file, or a folder and all below it. */
  readonly in: string;
  readonly names: readonly string[];
}
export const legacyNames = (): readonly LegacyNames[] =>
  (JSON.parse(read(LEGACY_NAMES)) as { groups: readonly LegacyNames[] }).groups;

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
 * Words that the glossary has replaced, and what to say instead. Most match parts of names too, like
 * `oldDoors` in `createOldDoors`.
 */
export interface ReplacedWord {
  readonly word: RegExp;
  readonly say: string;
}
export const REPLACED: readonly ReplacedWord[] = [
  { word: /\b(whoever|somebody|nobody)\b/i, say: "name the actor, or: no customer, no caller" },
  {
    word: /(?<!light|ware)house/i,
    say: "project, other deployment, default theme, network prefix",
  },
  { word: /letterhead/i, say: "merchant profile" },
  { word: /keepsake/i, say: "local draft" },
  { word: /old[ _-]?door|machine[ _-]?door|compat\b|\bdoors?\b/i, say: "route, legacy" },
  { word: /makers?'?s?[ _-]?word/i, say: "untrusted metadata" },
  { word: /intent[ _-]?mark|mark[ _-]?intent/i, say: "payment metadata, tagged" },
  { word: /money[_-]?back/i, say: "requestRefund, refunded_externally" },
  { word: /look[_-]?(At|Back|Again)(?![a-z])/, say: "get, reconcile, refetch" },
  { word: /number[ _-]?keeper/i, say: "invoice sequence" },
  { word: /stray/i, say: "orphan intent" },
  { word: /\bpok(e|es|ed|ing)\b/i, say: "wake" },
  { word: /\b(furnish|sow)\w*/i, say: "prepareWorld, insertRows" },
  { word: /(?<![el])[Ll]aps(e|es|ed|ing)(?![a-z])/, say: "canceling, canceled; why is data" },
  { word: /reread/i, say: "sync (a payment), refresh (the balance)" },
  { word: /["'`]unpaid["'`]|UnpaidEnded/, say: "canceled, TopUpCanceled" },
  { word: /withdrawing|withdrawn|Withdrawals?(Decided|Refused|Tries)/, say: "revoke" },
  { word: /["'`]closing["'`]|Closing(Began|Reason)/, say: "resolving" },
  { word: /\badopt/i, say: "import, bind; recognise an intent" },
  { word: /\b(footing|greeting)\b/i, say: "footer, salutation" },
  { word: /\bsettl(e|es|ed|ing)\b|settleTopUp/i, say: "sync; settlement is Stripe's payout" },
  { word: /paid[ _-]?back[ _-]?otherwise/i, say: "refunded manually" },
  { word: /strangers?(?![a-z])/i, say: "unverified identity" },
  { word: /try[ _-]?counter|too[_ ]many[_ ]tries/i, say: "identification limiter" },
  {
    word: /patience|\b(leftOf|inTime|inParallel|madeOnce)\b/i,
    say: "time budget, memoize and so on",
  },
  { word: /yieldOpen|\byield(s|ed)? open/i, say: "supersede" },
  { word: /second[ _-]?person/i, say: "second approver" },
  { word: /\bduesOf\b|\bdues\b/i, say: "due times" },
];

/** Where a replaced word is right: a file, and the text around it. Each has its reason. */
export interface Allowed {
  readonly file: RegExp;
  readonly text: RegExp;
  readonly why: string;
}
export const ALLOWED: readonly Allowed[] = [
  {
    file: /^src\/ui\/i18n\/|^src\/app\/notice\//,
    text: /["'`]/,
    why: "a sentence for customers: its words are those of people, not of the code",
  },
];

/** Replaced words in a file, each with its place and with what to say. */
export function replacedWords(
  { path, text }: SourceFile,
  words: readonly ReplacedWord[] = REPLACED,
  allowed: readonly Allowed[] = ALLOWED,
): string[] {
  const lines = text.split("\n");
  return words.flatMap(({ word, say }) =>
    [...text.matchAll(new RegExp(word.source, `g${word.flags}`))].flatMap((match) => {
      const line = lineAt(text, match.index);
      const around = lines[line - 1] ?? "";
      if (allowed.some((one) => one.file.test(path) && one.text.test(around))) return [];
      return [`${path}:${line}: "${match[0]}": ${say}`];
    }),
  );
}
