/**
 * Child process of `against.ts`: runs the product of the checkout in `process.argv[2]`, with that
 * checkout's simulators. Each message asks for some customers; the answer has their figures.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { workerdChildren } from "../dev/process-table.ts";
import { type BlockRequest, type BlockResult, SLOTS } from "./against.ts";
import { serve, type Target } from "./target.ts";

/** Work after the last credit (projection, notice) belongs to these customers, too. */
const TAIL_MS = 150;
const TICK_MS = 10;

let nextSlot = 0;

async function runBlock(
  product: Target,
  pid: number,
  { concurrent, customers }: BlockRequest,
): Promise<BlockResult> {
  // Takes all services in turn, so that none has bought much more than another.
  const first = nextSlot;
  nextSlot += concurrent;
  const customer = (slot: number) => product.customer((first + slot) % SLOTS);
  const cpuBefore = cpuMs(pid);
  const served = await serve(customer, concurrent, customers);
  await new Promise((resolve) => setTimeout(resolve, TAIL_MS));
  return { ...served, cpuMs: cpuMs(pid) - cpuBefore };
}

/** User and system time of a process (proc(5): fields 14 and 15 of its stat). */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/**
 * Starts the product of a checkout. Checkouts from before version 0.1 was renamed have another file
 * and name for it, of the same type.
 */
async function startProductOf(checkout: string): Promise<Target> {
  const load = (file: string) => import(pathToFileURL(join(checkout, "test/bench", file)).href);
  if (existsSync(join(checkout, "test/bench/product.ts"))) {
    const { startProduct } = (await load("product.ts")) as typeof import("./product.ts");
    return startProduct(SLOTS);
  }
  type Older = { readonly startHouse: typeof import("./product.ts").startProduct };
  return ((await load("house.ts")) as Older).startHouse(SLOTS);
}

const product = await startProductOf(process.argv[2] ?? "");
const [pid] = workerdChildren();
if (pid === undefined) throw new Error("the product has no workerd");
process.on("message", async (request: BlockRequest) => {
  process.send?.(await runBlock(product, pid, request));
});
process.once("disconnect", async () => {
  await product.stop();
  process.exit(0);
});
process.send?.("ready");
