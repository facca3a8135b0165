/** Worker threads that run seeds: all seeds of the real code at once, mutants one per thread. */
import { Worker } from "node:worker_threads";
import type { Mutant } from "./mutant.ts";
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

/** Runs all seeds on the unchanged code. */
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

/** Runs each mutant until it is found or its number of seeds is used up; several at once. */
export async function runMutants(
  mutants: readonly Mutant[],
  workers: number,
  onCaught: (caught: Caught) => void,
): Promise<void> {
  const rest = mutants.values();
  const threads = Array.from({ length: workers }, async () => {
    for (const mutant of rest) onCaught(await findMutant(mutant));
  });
  await Promise.all(threads);
}

/**
 * A broken seed counts only if the unchanged code passes it under the same conditions: otherwise
 * the conditions broke it, not the mutant.
 */
async function findMutant(mutant: Mutant): Promise<Caught> {
  const options = {
    kind: mutant.kind,
    withoutCron: mutant.withoutCron === true,
    trace: false,
  };
  let tried = 0;
  while (tried < mutant.within) {
    const from = tried + 1;
    const seeds = Array.from({ length: mutant.within - tried }, (_, i) => from + i);
    const found = await firstBroken({ seeds, edits: mutant.edits, options, stopAtFirst: true });
    if (!found) break;
    tried = found.seed;
    const control = { seeds: [found.seed], edits: [], options, stopAtFirst: true };
    if (!(await firstBroken(control))) return { mutant, tried, found };
  }
  return { mutant, tried: mutant.within, found: null };
}

async function firstBroken(task: Task): Promise<SeedResult | null> {
  const broken: SeedResult[] = [];
  await work(task, (result) => {
    if (result.broken) broken.push(result);
  });
  return broken[0] ?? null;
}
