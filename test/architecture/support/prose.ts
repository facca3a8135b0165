import type { SourceFile } from "./files.ts";

/** Folders and files at the top; a word in backticks that begins with one is a path. */
const TOPS = ["src", "test", "migrations", "public", ".github", ".ci"];
const FILES =
  /^(package\.json|package-lock\.json|wrangler\.toml|tsconfig\.json|README\.md|LICENSE|\.[\w.-]+)$/;
/** Made at work, never committed. */
const MADE = ["public/assets", ".deploy", ".dev.vars", ".wrangler", ".tmp", ".git"];

export interface Mention {
  readonly place: string;
  readonly what: string;
}

/** Everything in backticks and every link, code blocks left out. */
export function mentions({ path, text }: SourceFile): Mention[] {
  let fenced = false;
  return text.split("\n").flatMap((line, index) => {
    if (line.trimStart().startsWith("```")) fenced = !fenced;
    if (fenced) return [];
    const quoted = [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
    const linked = [...line.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((match) =>
      fromHere(path, match[1] ?? ""),
    );
    return [...quoted, ...linked].map((what) => ({ place: `${path}:${index + 1}`, what }));
  });
}

/** A relative link as a path from the top; an address stays what it is. */
function fromHere(document: string, link: string): string {
  if (/^[a-z]+:/.test(link)) return link;
  const url = new URL(link, `file:///${document}`);
  return decodeURIComponent(url.pathname.slice(1));
}

/** The path that a mention means (without `:line`); null: it means something else. */
export function citedPath(what: string): string | null {
  const path = what.replace(/:\d+$/, "").replace(/\/$/, "");
  if (/[\s*{}<>…$()]|NNNN/.test(path) || path.startsWith("/")) return null;
  if (MADE.some((made) => path === made || path.startsWith(`${made}/`))) return null;
  const [top = ""] = path.split("/");
  return (path.includes("/") && TOPS.includes(top)) || FILES.test(path) ? path : null;
}

/** The texts of all headings, without their marks. */
export const headings = (text: string): string[] =>
  [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) =>
    (match[1] ?? "").replaceAll("`", "").trim(),
  );

/** Whether a heading names this word: alone or among others. */
export const hasHeading = (titles: readonly string[], word: string): boolean =>
  titles.some((title) => title.split(/[^A-Za-z0-9_]+/).includes(word));

/** `npm run x` and `npm test` and so on, code blocks included; the script's name each. */
export const citedScripts = (text: string): string[] =>
  [...text.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(test|start)\b)/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
