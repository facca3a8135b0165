/**
 * What a past costs: CPU per top-up of one service with 10² and with 10⁵ earlier top-ups, in a
 * register of 10² and of 10⁵ services, in turns. Whatever scans the past shows here.
 */
import { setTimeout as pause } from "node:timers/promises";
import { STATE } from "../dev/paths.ts";
import { type QuickWorld, startQuickWorld } from "../dev/quick-world.ts";
import { benchCast, productIn } from "./product.ts";
import { seedServices, seedTopUps } from "./seed.ts";
import { type Block, Blocks, type Target } from "./target.ts";
import { type Contender, shareRow, TURNS_HEAD, takeTurns, turnsRow } from "./turns.ts";

const SIZES = [100, 100_000] as const;
/** One service sells 60 times an hour to one network, and the bench stays below. */
const TOP_UPS_MAX = 55;
const WARM_UP: Block = { concurrent: 1, customers: 8 };
const BLOCK: Block = { concurrent: 1, customers: 4 };
/** Longer than projection and notice take, so that no alarm is due while the files are written. */
const QUIET_MS = 3000;
const GOAL = "goal: CPU 1 ×";

/** Lines of a table. */
export async function growthTable(rounds: number): Promise<readonly string[]> {
  const most = Math.floor((TOP_UPS_MAX - WARM_UP.customers) / BLOCK.customers);
  const worlds: QuickWorld[] = [];
  try {
    const contenders: Contender[] = [];
    for (const size of SIZES) {
      const world = await startQuickWorld({ name: `bench-${size}`, cast: benchCast() });
      worlds.push(world);
      contenders.push(await grown(world, size));
    }
    for (const contender of contenders) await contender.run(WARM_UP);
    const [small, large] = await takeTurns(contenders, [BLOCK], Math.min(rounds, most));
    if (!small || !large) throw new Error("nothing was measured");
    return [...TURNS_HEAD, turnsRow(small), turnsRow(large), shareRow(large, small, GOAL)];
  } finally {
    for (const world of worlds) await world.stop();
  }
}

async function grown(world: QuickWorld, size: number): Promise<Contender> {
  const product = productIn(world);
  const first: Target = { ...product, customer: () => product.customer(0) };
  await first.customer(0);
  await pause(QUIET_MS);
  const topUpId = await newestTopUp(world);
  world.worker.kill();
  const files = `${STATE}bench-${size}/v3`;
  seedTopUps(`${files}/do/edge-topup-ServiceObject`, topUpId, size);
  const [member] = benchCast();
  if (!member) throw new Error("the bench has no cast");
  seedServices(`${files}/d1/miniflare-D1DatabaseObject`, member, size);
  await world.worker.serving();
  const blocks = new Blocks(first);
  return { name: `${size} earlier, ${size} services`, run: (block) => blocks.run(block) };
}

async function newestTopUp({ worker }: QuickWorld): Promise<string> {
  const db = await worker.db();
  const row = await db.prepare("SELECT id FROM top_up").first<{ id: string }>();
  if (!row) throw new Error("the first top-up is not in D1");
  return row.id;
}
