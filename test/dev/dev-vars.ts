import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

export type Vars = Readonly<Record<string, string>>;

/** What a developer set in `.dev.vars`; empty without the file. Empty values count as not set. */
export function readDevVars(path: string): Vars {
  if (!existsSync(path)) return {};
  const parsed = Object.entries(parseEnv(readFileSync(path, "utf8")));
  return Object.fromEntries(
    parsed.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]])),
  );
}

/** As a file for `wrangler --env-file`: values keep their `$` and quotes. */
export function envFile(vars: Vars): string {
  return Object.entries(vars)
    .map(([name, value]) => `${name}=${quoted(name, value)}\n`)
    .join("");
}

function quoted(name: string, value: string): string {
  if (/[\n`]/.test(value)) throw new Error(`${name}: no line breaks or backticks in a variable`);
  return `\`${value.replaceAll("$", "\\$")}\``;
}
