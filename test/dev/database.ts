import { mkdirSync, rmSync } from "node:fs";
import type { CastStatement } from "../fixtures/cast.ts";
import { insertRows } from "./d1.ts";
import { runWrangler } from "./run-program.ts";
import { layoutOfSources, noteLayout, refuseOtherLayout } from "./state-layout.ts";

const DATABASES = ["edge-topup", "edge-topup-ledger-1"];

/**
 * Brings the local D1 up to date and inserts `rows`. Only while no Worker runs on `persistTo`.
 * Throws when the kept state has another layout.
 */
export async function prepareDatabase(options: {
  readonly persistTo: string;
  readonly rows: readonly CastStatement[];
  /** Deletes all earlier state, including objects and queues. */
  readonly fresh: boolean;
}): Promise<void> {
  const { persistTo, rows, fresh } = options;
  const layout = layoutOfSources();
  if (fresh) rmSync(persistTo, { recursive: true, force: true });
  else refuseOtherLayout(persistTo, layout);
  mkdirSync(persistTo, { recursive: true });
  const local = ["--env=", "--local", "--persist-to", persistTo];
  for (const database of DATABASES) {
    await runWrangler(["d1", "migrations", "apply", database, ...local]);
  }
  noteLayout(persistTo, layout);
  await insertRows(persistTo, rows);
}
