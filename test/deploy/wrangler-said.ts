/** What wrangler says of a deployment that it only tries. */
import { stripVTControlCharacters } from "node:util";

/**
 * Its warnings, each with its lines: a binding that an environment does not inherit, an unknown
 * field, a missing `--env`. A release must cause none.
 */
export function warningsIn(output: string): string[] {
  // Wrangler colours them even where colours are switched off.
  const lines = stripVTControlCharacters(output).split("\n");
  return lines.flatMap((line, n) => {
    if (!/^[▲✘] \[(WARNING|ERROR)\]/.test(line)) return [];
    const rest = lines.slice(n + 1);
    const end = rest.findIndex((each) => /^\S/.test(each));
    const own = [line, ...rest.slice(0, end < 0 ? undefined : end)];
    return [
      own
        .map((each) => each.trim())
        .filter(Boolean)
        .join(" "),
    ];
  });
}

/** How long the start took, active and idle, in ms, of `wrangler check startup`; null: not said. */
export function startupIn(
  output: string,
): { readonly active: number; readonly idle: number } | null {
  const ms = (name: string) => new RegExp(`${name}: ([\\d.]+) ms`).exec(output)?.[1];
  const [active, idle] = [ms("Active"), ms("Idle")];
  return active === undefined || idle === undefined
    ? null
    : { active: Number(active), idle: Number(idle) };
}
