/** A thread of the simulation: loads the real code, perhaps with a mutant's edits; runs seeds. */
import { parentPort, workerData } from "node:worker_threads";
import { type Edit, loadWith } from "./hooks.ts";
import type { SeedOptions } from "./run-seed.ts";

export interface Task {
  readonly seeds: readonly number[];
  readonly edits: readonly Edit[];
  readonly options: SeedOptions;
  /** Stops at the first broken seed: the mutant is found. */
  readonly stopAtFirst: boolean;
}

async function main({ seeds, edits, options, stopAtFirst }: Task): Promise<void> {
  const checkLoaded = loadWith(edits);
  const { hashAtOnce } = await import("./world/signer.ts");
  const { SimulatedDatabases } = await import("./world/databases.ts");
  const { runSeed } = await import("./run-seed.ts");
  checkLoaded();
  hashAtOnce();
  const d1 = new SimulatedDatabases();
  for (const seed of seeds) {
    const result = await runSeed(seed, d1, options);
    parentPort?.postMessage(result);
    if (stopAtFirst && result.broken) return;
  }
}

await main(workerData as Task);
