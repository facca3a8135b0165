/** What product and floor ask of the platform for one top-up: measured, not claimed. */
import { setTimeout as pause } from "node:timers/promises";
import { CONFIG } from "../dev/paths.ts";
import { type Counts, countingModule, takeCounts } from "./counted/counted.ts";
import { FLOOR_CONFIG, startFloor } from "./floor.ts";
import { startProduct } from "./product.ts";
import type { Target } from "./target.ts";

/** Longer than the projection waits for more. */
const QUIET_MS = 1500;
/** The first ones wake objects, make their tables, and fill what is kept of D1. */
const WARM_UP = 3;

interface Counted {
  readonly counts: Counts;
  readonly trace: readonly string[];
}

export async function countBoth(): Promise<{ readonly product: Counted; readonly floor: Counted }> {
  const product = await startProduct({ around: countingModule(CONFIG) });
  const floor = await startFloor({ around: countingModule(FLOOR_CONFIG) });
  try {
    return { product: await countOne(product), floor: await countOne(floor) };
  } finally {
    await product.stop();
    await floor.stop();
  }
}

async function countOne(target: Target): Promise<Counted> {
  for (let n = 0; n < WARM_UP; n++) await target.customer(0);
  await pause(QUIET_MS);
  await takeCounts(target.url);
  await target.customer(0);
  await pause(QUIET_MS);
  return takeCounts(target.url);
}

export const COUNTED_HEAD = ["for one whole top-up | product | floor", "---|---|---"];

export function countLines({ product, floor }: Awaited<ReturnType<typeof countBoth>>): string[] {
  const names = new Set([...Object.keys(product.counts), ...Object.keys(floor.counts)]);
  return [...names].map(
    (name) => `${name} | ${product.counts[name] ?? 0} | ${floor.counts[name] ?? 0}`,
  );
}
