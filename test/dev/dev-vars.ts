import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

export type Vars = Readonly<Record<string, string>>;

/** The variables in `.dev.vars`; none without the file. Empty values count as not set. */
export function readDevVars(path: string): Vars {
  if (!existsSync(path)) return {};
  const parsed = Object.entries(parseEnv(readFileSync(path, "utf8")));
  return Object.fromEntries(
    parsed.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]])),
  );
}

/**
 * Lines of `.dev.vars` that set something else than they show: from an unquoted # on, the rest of a
 * line is a comment. Empty where every line means what it says.
 */
export function cutLines(text: string): readonly string[] {
  const parsed = parseEnv(text);
  return text.split("\n").flatMap((line) => {
    const [, name = "", shown = ""] =
      /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (!/^[^"'`].*#|^#/.test(shown) || parsed[name] === shown) return [];
    const set = parsed[name] ? `is "${parsed[name]}"` : "is not set";
    return [`${name} ${set}: from # on it is a comment. Write ${name}="${shown}"`];
  });
}

/** `cutLines` of a file; none without the file. */
export const cutLinesOf = (path: string): readonly string[] =>
  existsSync(path) ? cutLines(readFileSync(path, "utf8")) : [];

/** Variables that may also be set on the command line, as in `CGRATES_URL=… npm run dev`. */
const ON_COMMAND_LINE = [
  "CGRATES_URL",
  "CGRATES_AUTH",
  "STRIPE_API_URL",
  "STRIPE_SECRET_KEY",
  "STRIPE_PUBLISHABLE_KEY",
  "STRIPE_WEBHOOK_SECRET",
];

/** The variables of the file, overridden by those of the command line. */
export function developerVars(path: string, environment: NodeJS.ProcessEnv): Vars {
  const said = ON_COMMAND_LINE.flatMap((name) => {
    const value = environment[name];
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  return { ...readDevVars(path), ...Object.fromEntries(said) };
}

/** The text of a file for `wrangler --env-file`; values keep their `$` and quotes. */
export function envFile(vars: Vars): string {
  return Object.entries(vars)
    .map(([name, value]) => `${name}=${quoted(name, value)}\n`)
    .join("");
}

function quoted(name: string, value: string): string {
  if (/[\n`]/.test(value)) throw new Error(`${name}: no line breaks or backticks in a variable`);
  return `\`${value.replaceAll("$", "\\$")}\``;
}
