/** Worker threads that run seeds: many at once for the real code, one at a time for a mutant. */
import { Worker } from "node:worker_threads";
import type { Mutant } from "./mutants.ts";
import type { SeedResult } from "./run-seed.ts";
import type { Task } from "./worker.ts";

const WORKER = new URL("worker.ts", import.meta.url);

function work(task: Task, onResult: (result: SeedResult) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: task });
    worker.on("message", onResult);
    worker.once("error", reject);
    worker.once("exit", () => resolve());
  });
}

export interface Order {
  readonly from: number;
  readonly seeds: number;
  readonly workers: number;
  readonly options: Task["options"];
}

/** Runs all seeds on the code as it is. */
export async function runAll(order: Order, onResult: (r: SeedResult) => void): Promise<void> {
  const shares = Array.from({ length: order.workers }, (_, share) =>
    Array.from({ length: order.seeds }, (__, i) => order.from + i).filter(
      (seed) => seed % order.workers === share,
    ),
  );
  await Promise.all(
    shares
      .filter((seeds) => seeds.length > 0)
      .map((seeds) =>
        work({ seeds, edits: [], options: order.options, stopAtFirst: false }, onResult),
      ),
  );
}

export interface Caught {
  readonly mutant: Mutant;
  readonly tried: number;
  readonly found: SeedResult | null;
}

/** Each mutant until it is found, or its number of seeds is used up. */
export async function runMutants(
  mutants: readonly Mutant[],
  workers: number,
  onCaught: (caught: Caught) => void,
): Promise<void> {
  const rest = mutants.values();
  const lanes = Array.from({ length: workers }, async () => {
    for (const mutant of rest) onCaught(await hunt(mutant));
  });
  await Promise.all(lanes);
}

async function hunt(mutant: Mutant): Promise<Caught> {
  const seeds = Array.from({ length: mutant.within }, (_, i) => i + 1);
  const options = { kind: mutant.kind, withoutCron: mutant.withoutCron === true, trace: false };
  let tried = 0;
  let found: SeedResult | null = null;
  await work({ seeds, edits: mutant.edits, options, stopAtFirst: true }, (result) => {
    tried += 1;
    if (result.broken) found = result;
  });
  return { mutant, tried, found };
}
