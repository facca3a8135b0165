/**
 * Child process of `against.ts`: runs the product of the checkout in `process.argv[2]`, with that
 * checkout's world and simulators, and the customers of this one. Each message asks for a block of
 * customers; the answer has their figures.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { workerdChildren } from "../dev/process-table.ts";
import { benchCast, productIn } from "./product.ts";
import { type Block, Blocks } from "./target.ts";

const checkout = process.argv[2] ?? "";
const load = (file: string) => import(pathToFileURL(join(checkout, file)).href);
const { startQuickWorld } = (await load(
  "test/dev/quick-world.ts",
)) as typeof import("../dev/quick-world.ts");
const { poolMember } = (await load(
  "test/e2e/support/pool.ts",
)) as typeof import("../e2e/support/pool.ts");

const world = await startQuickWorld({ name: "bench", cast: benchCast(poolMember) });
/** Worlds of older checkouts do not tell it. */
const pid = (): number => {
  const [only] = workerdChildren();
  if (only === undefined) throw new Error("the product has no workerd");
  return only;
};
const product = productIn(world, pid);
const blocks = new Blocks(product);
process.on("message", async (block: Block) => {
  process.send?.(await blocks.run(block));
});
process.once("disconnect", async () => {
  await product.stop();
  process.exit(0);
});
process.send?.("ready");
