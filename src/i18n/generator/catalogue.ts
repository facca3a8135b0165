import * as z from "zod";
import { type Part, parsed } from "./icu.ts";

/** What is wrong with the catalogue: lines that name file and key and say what to do. */
export class CatalogueError extends Error {
  override readonly name = "CatalogueError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`the catalogue of messages is not valid:\n${problems.join("\n")}`);
    this.problems = problems;
  }
}

/** One sentence of one language. */
export interface CatalogueEntry {
  /** Groups and name with dots between them: `result.added`. */
  readonly key: string;
  readonly text: string;
  readonly parts: readonly Part[];
  /** The order in which code passes the values; absent: not written, as there is at most one. */
  readonly values?: readonly string[] | undefined;
  /** The row of the requirements that quotes this sentence to the letter. */
  readonly literal?: string | undefined;
}
/** The file of one language, read and each sentence understood. */
export interface Catalogue {
  /** For errors: `ar.json`. */
  readonly file: string;
  readonly language: z.infer<typeof LANGUAGE>;
  readonly entries: ReadonlyMap<string, CatalogueEntry>;
}

const LANGUAGE = z.strictObject({
  tag: z.string().regex(/^[a-z]{2,3}$/, "must be a language without a region, like en"),
  locale: z.string(),
  name: z.string().min(1),
  dir: z.enum(["ltr", "rtl"]),
  /** What a time zone is called by: its town in Latin letters, or the name that Intl has for it. */
  zones: z.enum(["town", "intl"]),
});
const FILE = z.strictObject({
  language: LANGUAGE,
  messages: z.record(z.string(), z.record(z.string(), z.unknown())),
});
/** What `"@name"` says about the sentence `"name"`: to translators, and to the generator. */
const ABOUT = z.strictObject({
  note: z.string().optional(),
  values: z.array(z.string()).min(1).optional(),
  literal: z.string().optional(),
});
/** Keys become names of exports. */
const NAME = /^[a-z][A-Za-z0-9_-]*$/;

/** The catalogue in a file `<tag>.json`. Throws a `CatalogueError` with all that is wrong in it. */
export function readCatalogue(file: string, json: string): Catalogue {
  const checked = FILE.safeParse(JSON.parse(json));
  if (!checked.success) {
    throw new CatalogueError(
      checked.error.issues.map(({ path, message }) => `${file}: ${path.join(".")}: ${message}`),
    );
  }
  const { language, messages } = checked.data;
  const problems = languageProblems(language).map((problem) => `${file}: language: ${problem}`);
  if (file !== `${language.tag}.json`) {
    problems.push(`${file}: language.tag: is ${language.tag}, so the file is ${language.tag}.json`);
  }
  const entries = new Map<string, CatalogueEntry>();
  const refuse = (key: string, problem: string) => problems.push(`${file}: ${key}: ${problem}`);
  for (const entry of entriesBelow(messages, [], refuse)) entries.set(entry.key, entry);
  if (problems.length > 0) throw new CatalogueError(problems);
  return { file, language, entries };
}

/** Dates and plural forms must be those of the language, in the calendar of bank statements. */
function languageProblems({ tag, locale }: Catalogue["language"]): string[] {
  if (Intl.PluralRules.supportedLocalesOf([locale]).length === 0) {
    return [`locale: Intl does not know ${locale}`];
  }
  const { locale: resolved, calendar } = new Intl.DateTimeFormat(locale).resolvedOptions();
  return [
    ...(new Intl.Locale(resolved).language === tag ? [] : [`locale: ${locale} is not ${tag}`]),
    ...(calendar === "gregory" ? [] : [`locale: ${locale} has the calendar ${calendar}; say -ca-`]),
  ];
}

type Refuse = (key: string, problem: string) => void;

function* entriesBelow(
  group: Readonly<Record<string, unknown>>,
  above: readonly string[],
  refuse: Refuse,
): Generator<CatalogueEntry> {
  for (const [name, value] of Object.entries(group)) {
    const key = [...above, name].join(".");
    if (name.startsWith("@")) {
      if (typeof group[name.slice(1)] !== "string") refuse(key, "says something about no sentence");
    } else if (!NAME.test(name)) {
      refuse(key, "must begin with a small letter, then letters, digits, - and _");
    } else if (typeof value === "string") {
      const entry = entryOf(key, value, group[`@${name}`] ?? {}, refuse);
      if (entry) yield entry;
    } else if (typeof value === "object" && value !== null) {
      yield* entriesBelow(value as Record<string, unknown>, [...above, name], refuse);
    } else {
      refuse(key, "must be a sentence or a group of sentences");
    }
  }
}

function entryOf(key: string, text: string, about: unknown, refuse: Refuse): CatalogueEntry | null {
  const checked = ABOUT.safeParse(about);
  for (const { path, message } of checked.error?.issues ?? []) {
    refuse(key, `@: ${path.join(".")}: ${message}`);
  }
  if (text === "") refuse(key, "is empty");
  const opened = text.match(/[\u2066-\u2068]/g)?.length ?? 0;
  if (opened !== (text.match(/\u2069/g)?.length ?? 0)) refuse(key, "an isolate is not closed");
  try {
    return { key, text, parts: parsed(text), ...checked.data };
  } catch (fault) {
    refuse(key, fault instanceof Error ? fault.message : String(fault));
    return null;
  }
}
