import { readinessView } from "../../contract/readiness.ts";
import type { Ask } from "./api.ts";
import type { Options } from "./options.ts";

/** Prints what the Worker says of everything that it needs. True: all of it works. */
export async function ready(
  { json }: Options,
  ask: Ask,
  out: (line: string) => void,
): Promise<boolean> {
  const answer = await ask("/readyz", readinessView);
  if (json) {
    out(JSON.stringify(answer));
    return answer.ok;
  }
  const width = Math.max(...answer.checks.map(({ name }) => name.length));
  for (const { name, ok, ms, detail } of answer.checks) {
    out(`${ok ? "ok  " : "FAIL"}  ${name.padEnd(width)}  ${String(ms).padStart(5)} ms  ${detail}`);
  }
  const failed = answer.checks.filter((check) => !check.ok).length;
  out(answer.ok ? `ready (${answer.version})` : `not ready: ${failed} failed (${answer.version})`);
  return answer.ok;
}
