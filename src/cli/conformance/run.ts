/** Runs every case against one engine and prints a line for each. */
import { ACCOUNT_CASES } from "./cases-accounts.ts";
import { BUCKET_CASES } from "./cases-buckets.ts";
import { EXPIRY_CASES } from "./cases-expiry.ts";
import { RECIPE_CASES } from "./cases-recipes.ts";
import { TRANSPORT_CASES } from "./cases-transport.ts";
import type { Case } from "./check.ts";
import { type EngineVersion, Lab, readVersion, type Target } from "./lab.ts";

export const CASES: readonly Case[] = [
  ...TRANSPORT_CASES,
  ...ACCOUNT_CASES,
  ...BUCKET_CASES,
  ...EXPIRY_CASES,
  ...RECIPE_CASES,
];

export interface Summary {
  readonly version: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Runs all cases; `print` gets one line per case. Accounts of this run have `run` in their names,
 * and are removed at the end, also after failed cases. Throws where no engine of a known version
 * answers.
 */
export async function runConformance(
  target: Target,
  run: string,
  print: (line: string) => void,
): Promise<Summary> {
  const version = await readVersion(target);
  print(`met ${version} at ${target.url}`);
  const lab = new Lab(target, dialect(version), run);
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const one of CASES) {
    const outcome = await runCase(lab, one);
    count[outcome.kind]++;
    const why = outcome.why === "" ? "" : `: ${outcome.why}`;
    print(`${outcome.kind.padEnd(7)} ${one.id.padStart(5)}  ${one.title}${why}`);
  }
  await lab.cleanUp();
  print(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return { version, ...count };
}

interface Outcome {
  readonly kind: "passed" | "failed" | "skipped";
  readonly why: string;
}

async function runCase(lab: Lab, one: Case): Promise<Outcome> {
  if (one.only !== undefined && one.only.version !== lab.version) {
    return { kind: "skipped", why: one.only.why };
  }
  try {
    await one.run(lab);
    return { kind: "passed", why: "" };
  } catch (fault) {
    return { kind: "failed", why: fault instanceof Error ? fault.message : String(fault) };
  }
}

/** 0.11 is master. 1.0 has other methods, and older versions were never tried. Throws on them. */
function dialect(version: string): EngineVersion {
  if (/v0\.10\b/.test(version)) return "v0.10";
  if (/v0\.11\b/.test(version)) return "master";
  throw new Error(`no cases for ${version}: known are v0.10 and v0.11`);
}
