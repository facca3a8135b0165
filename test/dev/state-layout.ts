/**
 * A state directory remembers the layout that it was made with: the migrations of D1 and the steps
 * of the objects' storage. A state of another layout is refused with a sentence, because a Worker
 * that reads it fails later and without one.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { STEPS as KEYED_STEPS, RATE_STEPS } from "../../src/object/keyed/schema.ts";
import { STEPS as SERVICE_STEPS } from "../../src/object/service/schema.ts";
import type { StorageStep } from "../../src/object/storage/migrate.ts";
import { ROOT } from "./paths.ts";

/** One line per migration and per step, oldest first: its name and a digest of its text. */
export interface StateLayout {
  readonly migrations: readonly string[];
  /** Of each ledger database. */
  readonly ledgerMigrations: readonly string[];
  /** Of the services' objects. */
  readonly steps: readonly string[];
  /** Of the keyed objects. */
  readonly keyedSteps: readonly string[];
  /** Of those that only count what happened lately. */
  readonly rateSteps: readonly string[];
}

/** The layout that the sources describe. */
export function layoutOfSources(): StateLayout {
  return {
    migrations: linesOfFiles("migrations"),
    ledgerMigrations: linesOfFiles("migrations/ledger"),
    steps: linesOf(SERVICE_STEPS),
    keyedSteps: linesOf(KEYED_STEPS),
    rateSteps: linesOf(RATE_STEPS),
  };
}

function linesOfFiles(path: string): string[] {
  const folder = join(ROOT, path);
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return files.sort().map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    return lineOf(name, text.replace(/^--.*\n/gm, ""));
  });
}
const linesOf = (steps: readonly StorageStep[]): string[] =>
  steps.map(({ name, statements }) => lineOf(name, statements.join(";\n")));
const lineOf = (name: string, text: string): string =>
  `${name} ${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;

/** The file beside the state that holds its layout. */
const layoutFile = (persistTo: string): string => join(persistTo, "layout.json");

/** Throws when the state in this directory cannot be brought to the layout `wanted`. */
export function refuseOtherLayout(persistTo: string, wanted: StateLayout): void {
  if (!existsSync(join(persistTo, "v3"))) return;
  const kept = keptLayout(persistTo);
  const continues =
    kept !== null &&
    isBeginning(kept.migrations, wanted.migrations) &&
    isBeginning(kept.ledgerMigrations, wanted.ledgerMigrations) &&
    isBeginning(kept.steps, wanted.steps) &&
    isBeginning(kept.keyedSteps ?? [], wanted.keyedSteps) &&
    isBeginning(kept.rateSteps ?? [], wanted.rateSteps);
  if (continues) return;
  throw new Error(
    `The state kept in ${persistTo} has another layout than this version: npm run dev -- --fresh forgets it and starts anew.`,
  );
}

/** Notes beside the state that it now has this layout. */
export function noteLayout(persistTo: string, layout: StateLayout): void {
  writeFileSync(layoutFile(persistTo), `${JSON.stringify(layout, null, 2)}\n`);
}

/** A state that is older than the keyed objects has no steps of theirs. */
type KeptLayout = Omit<StateLayout, "keyedSteps" | "rateSteps"> & Partial<StateLayout>;

/** Null: the state was made before layouts were noted. */
function keptLayout(persistTo: string): KeptLayout | null {
  const path = layoutFile(persistTo);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as KeptLayout) : null;
}

const isBeginning = (beginning: readonly string[], whole: readonly string[]): boolean =>
  beginning.every((line, i) => line === whole[i]);
