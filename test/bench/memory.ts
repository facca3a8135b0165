/** What one long load leaves in memory: the product's workerd beside the floor's. */
import { startFloor } from "./floor.ts";
import { startProduct } from "./product.ts";
import { Blocks, type Target } from "./target.ts";

const STEPS = 4;
const BLOCK = { concurrent: 10, customers: 150 };

/**
 * Lines of a table. The floor asks for the same objects, queues and databases, so what it takes is
 * the runtime's, with its stand-ins of D1 and queues; the rest is ours.
 */
export async function memoryTable(): Promise<readonly string[]> {
  const product = await memoryOf(await startProduct());
  const floor = await memoryOf(await startFloor());
  const rows = product.map((mib, n) => {
    const theirs = floor[n] ?? Number.NaN;
    const cells = [mib, theirs, mib - theirs].map((value) => value.toFixed(0));
    return [n * BLOCK.customers, ...cells].join(" | ");
  });
  return ["after top-ups | product | floor | ours", "---|---|---|---", ...rows];
}

/** At the start and after each step, MiB. */
async function memoryOf(target: Target): Promise<readonly number[]> {
  try {
    const blocks = new Blocks(target);
    const seen = [target.memoryMiB()];
    for (let step = 0; step < STEPS; step++) {
      await blocks.run(BLOCK);
      seen.push(target.memoryMiB());
    }
    return seen;
  } finally {
    await target.stop();
  }
}
