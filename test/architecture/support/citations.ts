import { posix } from "node:path";
import { exists, filesBelow, read, type SourceFile } from "./files.ts";
import { lineAt } from "./syntax.ts";

/** The folder of the product's own law. */
export const DOCS = "src/docs";
export const FEATURES = `${DOCS}/features.md`;
export const INVARIANTS = `${DOCS}/invariants.md`;
export const DECISIONS = `${DOCS}/decisions`;

export type CitationKind = "row" | "invariant" | "decision";

export interface Citation {
  readonly place: string;
  readonly kind: CitationKind;
  /** "R3", "5" */
  readonly what: string;
}
/** What can be cited. */
export interface Citable {
  readonly row: ReadonlySet<string>;
  readonly invariant: ReadonlySet<string>;
  readonly decision: ReadonlySet<string>;
}

/** A space, or the end of a comment's line and the beginning of the next one. */
const GAP = String.raw`\s+(?:(?:\*|//|--|#|>)\s+)?`;
const AND = `(?:,${GAP}(?:and${GAP})?|${GAP}(?:and|or|to)${GAP}|–)`;
const listOf = (one: string) => `${one}(?:${AND}${one})*`;
const pattern = (word: string, one: string) =>
  new RegExp(String.raw`\b${word}s?${GAP}(${listOf(one)})`, "gi");

/** Ids of rows are capitals; the flag for "Row" would let "row a1" pass as one. */
const ROW_ID = String.raw`[A-Z]\d{1,2}\b`;
const NUMBER = String.raw`\d{1,3}\b`;
const PATTERNS: readonly (readonly [CitationKind, RegExp])[] = [
  ["row", new RegExp(pattern("[Rr]ow", ROW_ID).source, "g")],
  ["invariant", pattern("invariant", NUMBER)],
  ["decision", pattern("decision", NUMBER)],
];

/** Every row, invariant and decision that a text cites, in prose, comments and titles of tests. */
export function citationsOf({ path, text }: SourceFile): Citation[] {
  return PATTERNS.flatMap(([kind, cited]) =>
    [...text.matchAll(cited)].flatMap((match) =>
      expand(match[1] ?? "").map((what) => ({
        place: `${path}:${lineAt(text, match.index)}`,
        kind,
        what,
      })),
    ),
  );
}

/** "R2, V1 to V3" is R2, V1, V2, V3. A range from one chapter to another stays as it is. */
function expand(list: string): string[] {
  const parts = list.split(/(?:,|\band\b|\bor\b)/).map((part) => part.trim());
  return parts.filter(Boolean).flatMap((part) => {
    const ids = part.match(/[A-Z]?\d+/g) ?? [];
    const [from = "", to] = ids;
    if (to === undefined) return [from];
    const [chapter, last] = [from.replace(/\d+/, ""), to.replace(/\d+/, "")];
    if (chapter !== last) return [`${from} to ${to}`];
    const [first, end] = [numberIn(from), numberIn(to)];
    return Array.from({ length: Math.max(0, end - first + 1) }, (_, i) => `${chapter}${first + i}`);
  });
}
const numberIn = (id: string): number => Number(id.replace(/\D/g, ""));

/** The first cells of a table that are ids of rows. */
export const rowsOf = (text: string): string[] =>
  [...text.matchAll(/^\|\s*([A-Z]\d{1,2})\s*\|/gm)].map((match) => match[1] ?? "");

/** The numbers of headings like "## 5. A refusal never loses money". */
export const numberedHeadings = (text: string): string[] =>
  [...text.matchAll(/^#{1,2} (\d+)\. /gm)].map((match) => match[1] ?? "");

/** The number of a decision is that of its file: 5 for `0005-the-projection.md`. */
export function decisionNumber(path: string): string | null {
  const digits = /^(\d{4})-[\w-]+\.md$/.exec(posix.basename(path))?.[1];
  return digits === undefined ? null : String(Number(digits));
}

export const decisionFiles = (): string[] =>
  exists(DECISIONS) ? filesBelow(DECISIONS).filter((path) => path.endsWith(".md")) : [];

export function citable(): Citable {
  return {
    row: new Set(rowsOf(read(FEATURES))),
    invariant: new Set(numberedHeadings(read(INVARIANTS))),
    decision: new Set(decisionFiles().flatMap((path) => decisionNumber(path) ?? [])),
  };
}

/** Citations that lead nowhere. */
export const unresolved = (citations: readonly Citation[], there: Citable): string[] =>
  citations
    .filter(({ kind, what }) => !there[kind].has(what))
    .map(({ place, kind, what }) => `${place}: ${kind} ${what}`);

/** Links like `[decision 5](decisions/0005-x.md)` whose number is not that of their file. */
export function crossedLinks({ path, text }: SourceFile): string[] {
  return [...text.matchAll(/\[decision (\d+)\]\(([^)]+)\)/gi)].flatMap((match) => {
    const [link, number = "", target = ""] = match;
    const same = decisionNumber(target.replace(/#.*$/, "")) === number;
    return same ? [] : [`${path}:${lineAt(text, match.index)}: ${link}`];
  });
}

const CITING = /\.(ts|tsx|js|md|sql|css|toml|yml|sh)$/;
const AT_THE_TOP = ["README.md", "wrangler.toml", ".dev.vars.example"];

/** Every file of ours that may cite. */
export const citingFiles = (): SourceFile[] =>
  ["src", "test", "migrations"]
    .flatMap(filesBelow)
    .filter((path) => CITING.test(path))
    .concat(AT_THE_TOP.filter(exists))
    .map((path) => ({ path, text: read(path) }));
