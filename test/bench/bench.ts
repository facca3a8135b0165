/**
 * `npm run bench [-- --write]` measures whole top-ups, with 1, 10 and 50 customers at once, beside
 * a composite floor (`floor/worker.ts`) that asks the platform for the same and decides nothing.
 * The wait is from pressing Pay (a card, confirmed through our server) to the push that says
 * credited. Then pages, beside a plain Hono page; then memory. `--write` renews RESULTS.md.
 *
 * `--only counts`, `top-ups`, `pages`, `memory` or `growth`: one part, and nothing is written.
 * `--growth` (the same as `--only growth`): CPU per top-up at 10² and 10⁵ earlier ones.
 * `--against <checkout>` compares with another checkout instead, which needs its own `npm ci`.
 * `--rounds`: how often all take turns; 12 by default, 24 against a checkout.
 *
 * Customers, simulators and floor share this machine with the Worker, which is one thread: the
 * figures compare, and do not predict a deployed Worker. On a busy machine CPU time says more than
 * the clock.
 */
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../dev/paths.ts";
import { compareCheckouts } from "./against.ts";
import { COUNTED_HEAD, countBoth, countLines } from "./counts.ts";
import { startFloor } from "./floor.ts";
import { growthTable } from "./growth.ts";
import { memoryTable } from "./memory.ts";
import { pagesTable } from "./pages.ts";
import { startProduct } from "./product.ts";
import { type Block, Blocks } from "./target.ts";
import { shareRow, TURNS_HEAD, tableOf, takeTurns, turnsRow } from "./turns.ts";

const BLOCKS: readonly Block[] = [
  { concurrent: 1, customers: 20 },
  { concurrent: 10, customers: 50 },
  { concurrent: 50, customers: 100 },
];
const WARM_UP: Block = { concurrent: 10, customers: 200 };
const GOAL = "goals: p95 ≤ 1.25 ×, per second ≥ 80 %";

/** A part of the results: what it is about, and its table. */
interface Part {
  readonly title: string;
  readonly about: string;
  table(rounds: number): Promise<readonly string[]>;
}

const PARTS: Readonly<Record<string, Part>> = {
  counts: {
    title: "What one top-up asks of the platform",
    about: "Counted around both bundles (`counted/around.js`), not claimed.",
    table: async () => [...COUNTED_HEAD, ...countLines(await countBoth())],
  },
  "top-ups": {
    title: "Whole top-ups",
    about:
      "From pressing Pay to credited; per second and CPU with everything before Pay, and after.",
    table: topUpsTable,
  },
  pages: {
    title: "Pages",
    about:
      "The first page, found by address. One round goes through all services, so that each page asks the charging system; pages of one service share a reading for half a second. The plain page reads one D1 row and one object.",
    table: pagesTable,
  },
  memory: {
    title: "Memory",
    about: "Resident memory of workerd under one long load, in MiB.",
    table: () => memoryTable(),
  },
};

async function topUpsTable(rounds: number): Promise<readonly string[]> {
  const product = await startProduct();
  const floor = await startFloor();
  try {
    const contenders = [product, floor].map((target) => {
      const blocks = new Blocks(target);
      return { name: target.name, run: (block: Block) => blocks.run(block) };
    });
    for (const contender of contenders) await contender.run(WARM_UP);
    const lines = await takeTurns(contenders, BLOCKS, rounds);
    return [
      ...TURNS_HEAD,
      ...BLOCKS.flatMap((_, n) => {
        const [ours, theirs] = lines.slice(2 * n);
        if (!ours || !theirs) throw new Error("a block without its pair");
        return [turnsRow(ours), turnsRow(theirs), shareRow(ours, theirs, GOAL)];
      }),
    ];
  } finally {
    await floor.stop();
    await product.stop();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      write: { type: "boolean", default: false },
      against: { type: "string" },
      only: { type: "string" },
      growth: { type: "boolean", default: false },
      rounds: { type: "string" },
    },
  });
  const rounds = Number(values.rounds ?? (values.against === undefined ? 12 : 24));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds: a number from 1 on");
  const before = `load average ${loadavg()[0]?.toFixed(1)} before it began`;
  if (values.against !== undefined) {
    const plan = { blocks: BLOCKS, rounds };
    const lines = await compareCheckouts(ROOT, resolve(values.against), plan);
    console.log(`${before}\n${tableOf([...TURNS_HEAD, ...lines.map(turnsRow)])}`);
    return;
  }
  const only = values.growth ? "growth" : values.only;
  if (only === "growth") {
    console.log(`${before}\n${tableOf(await growthTable(rounds))}`);
    return;
  }
  const chosen = only === undefined ? Object.keys(PARTS) : [only];
  const texts: string[] = [];
  for (const name of chosen) texts.push(await textOf(name, rounds));
  const load = `${before}, ${loadavg()[0]?.toFixed(1)} when it ended`;
  console.log(`${load}\n\n${texts.join("\n\n")}`);
  if (values.write && only === undefined) write(load, texts);
}

async function textOf(name: string, rounds: number): Promise<string> {
  const part = PARTS[name];
  if (!part) throw new Error(`--only: one of ${Object.keys(PARTS).join(", ")} or growth`);
  console.log(`${part.title} …`);
  return `## ${part.title}\n\n${part.about}\n\n${tableOf(await part.table(rounds))}`;
}

function write(load: string, texts: readonly string[]): void {
  const machine = `${cpus().length} cores, ${load}`;
  const units = "Times in ms; CPU is of workerd, with objects, D1 and queues.";
  const about = `Written by \`npm run bench -- --write\` (${machine}). ${units}`;
  const more = "Every statement of D1 at a million top-ups: [D1-MILLION.md](D1-MILLION.md).";
  const text = `# Results of the bench\n\n${about}\n\n${texts.join("\n\n")}\n\n${more}\n`;
  writeFileSync(new URL("RESULTS.md", import.meta.url), text);
}

await main();
