import { mkdirSync, rmSync } from "node:fs";
import type { CastStatement } from "../fixtures/cast.ts";
import { insertRows } from "./d1.ts";
import { runWrangler } from "./run-program.ts";

const DATABASE = "edge-topup";

/** Brings the local D1 up to date and sows `rows`. Only while no Worker runs on `persistTo`. */
export async function prepareDatabase(options: {
  readonly persistTo: string;
  readonly rows: readonly CastStatement[];
  /** Forget everything there was, objects and queues included. */
  readonly fresh: boolean;
}): Promise<void> {
  const { persistTo, rows, fresh } = options;
  if (fresh) rmSync(persistTo, { recursive: true, force: true });
  mkdirSync(persistTo, { recursive: true });
  const local = ["--local", "--persist-to", persistTo];
  await runWrangler(["d1", "migrations", "apply", DATABASE, ...local]);
  await insertRows(persistTo, rows);
}
