import { mkdirSync, rmSync } from "node:fs";
import type { CastStatement } from "../fixtures/cast.ts";
import { insertRows } from "./d1.ts";
import { runWrangler } from "./run-program.ts";

const DATABASE = "edge-topup";

/** Migrates the local D1 and inserts `rows`. No Worker may be running on `persistTo`. */
export async function prepareDatabase(options: {
  readonly persistTo: string;
  readonly rows: readonly CastStatement[];
  /** Deletes all earlier state, including objects and queues. */
  readonly fresh: boolean;
}): Promise<void> {
  const { persistTo, rows, fresh } = options;
  if (fresh) rmSync(persistTo, { recursive: true, force: true });
  mkdirSync(persistTo, { recursive: true });
  const local = ["--local", "--persist-to", persistTo];
  await runWrangler(["d1", "migrations", "apply", DATABASE, ...local]);
  await insertRows(persistTo, rows);
}
