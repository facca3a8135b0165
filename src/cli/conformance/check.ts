/** Assertions of a case on an answer. A failed one throws `Mismatch`; the runner prints it. */
import { isDeepStrictEqual } from "node:util";
import type { EngineVersion, Lab } from "./lab.ts";

export interface Case {
  /** The number of the recording that the case repeats; letters where there is none. */
  readonly id: string;
  readonly title: string;
  /** The one version that the case is for; absent: all. `why` is printed where it is skipped. */
  readonly only?: { readonly version: EngineVersion; readonly why: string };
  run(lab: Lab): Promise<void>;
}

export class Mismatch extends Error {}

export function equal(actual: unknown, expected: unknown, what = "answer"): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Mismatch(`${what}: ${show(actual)} instead of ${show(expected)}`);
}

export function like(actual: unknown, pattern: RegExp, what = "answer"): void {
  if (pattern.test(String(actual))) return;
  throw new Mismatch(`${what}: ${show(actual)} does not match ${pattern}`);
}

/** Compares instants, not texts: an engine's database changes offset and fraction. */
export function instant(actual: string, expected: string | number): void {
  const wanted = typeof expected === "number" ? expected : Date.parse(expected);
  equal(new Date(actual).getTime(), wanted, `instant ${actual}`);
}

/** Compares only the named fields. */
export function fields(actual: object, expected: Readonly<Record<string, unknown>>): void {
  const found = new Map<string, unknown>(Object.entries(actual));
  for (const [name, value] of Object.entries(expected)) equal(found.get(name), value, name);
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? "undefined").slice(0, 300);
}
