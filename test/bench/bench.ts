/**
 * `npm run bench [-- --write]` measures the time from paid to credited as the customer sees it
 * (from the payment at Stripe's simulator to the push that says credited), with 1, 10 and 50
 * customers at once, beside a composite floor. Product and floor take turns, so that other load on
 * the machine meets both. `--write` renews RESULTS.md.
 *
 * `--against <checkout>` compares with another checkout instead (`--rounds`, 24 by default), which
 * needs its own `npm ci`; nothing is written.
 *
 * Customers, simulators and floor share this machine with the Worker, which is one thread: the
 * figures compare the product with the floor and do not predict a deployed Worker.
 */
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../dev/paths.ts";
import { COMPARED, compareCheckouts } from "./against.ts";
import { startFloor } from "./floor.ts";
import { startProduct } from "./product.ts";
import { type Measured, measure, type Target } from "./target.ts";

interface Level {
  readonly concurrent: number;
  readonly customers: number;
  /** The p95 to stay below, ms. */
  readonly aimMs: number | null;
}
const LEVELS: readonly Level[] = [
  { concurrent: 1, customers: 50, aimMs: null },
  { concurrent: 10, customers: 200, aimMs: 300 },
  { concurrent: 50, customers: 400, aimMs: 1000 },
];
const SHARE_OF_FLOOR = 0.6;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      write: { type: "boolean", default: false },
      against: { type: "string" },
      rounds: { type: "string", default: "24" },
    },
  });
  if (values.against !== undefined) {
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds: a number from 1 on");
    const lines = await compareCheckouts(ROOT, resolve(values.against), rounds);
    console.log(table([...COMPARED, ...lines]));
    return;
  }
  await productAndFloor(values.write);
}

async function productAndFloor(write: boolean): Promise<void> {
  const busy = loadavg()[0]?.toFixed(1);
  const product = await startProduct(50);
  const floor = await startFloor();
  try {
    for (const target of [product, floor]) await measure(target, 10, 50);
    const lines = [...HEAD];
    for (const level of LEVELS) {
      console.log(`${level.customers} customers, ${level.concurrent} at once, on both …`);
      lines.push(...(await compare(level, product, floor)));
    }
    console.log(`load average before it began: ${busy}`);
    console.log(table(lines));
    if (write) {
      const machine = `${cpus().length} cores, load average ${busy} before it began`;
      const about = `Written by \`npm run bench -- --write\` (${machine}). Times in ms.`;
      const text = `# Results of the bench\n\n${about}\n\n${table(lines)}\n`;
      writeFileSync(new URL("RESULTS.md", import.meta.url), text);
    }
  } finally {
    await floor.stop();
    await product.stop();
  }
}

const table = (lines: readonly string[]): string => lines.map((line) => `| ${line} |`).join("\n");

const HEAD = [
  "customers at once | | p50 | p95 | p99 | top-ups per second",
  "---|---|---|---|---|---",
];

async function compare(level: Level, product: Target, floor: Target): Promise<string[]> {
  const a = await measure(product, level.concurrent, level.customers);
  const b = await measure(floor, level.concurrent, level.customers);
  const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;
  const latency = (q: "p50" | "p95" | "p99") => share(b[q], a[q]);
  const speed = share(a.perSecond, b.perSecond);
  const aim = level.aimMs === null ? "" : `, aim < ${level.aimMs} ms`;
  const wanted = `product against floor (aim ≥ ${SHARE_OF_FLOOR * 100} %)`;
  return [
    row(`${level.concurrent}`, `product (p95${aim})`, a),
    row("", "floor", b),
    `| ${wanted} | ${latency("p50")} | ${latency("p95")} | ${latency("p99")} | ${speed}`,
  ];
}

function row(level: string, name: string, m: Measured): string {
  const ms = (value: number) => value.toFixed(value < 10 ? 1 : 0);
  const cells = [level, name, ms(m.p50), ms(m.p95), ms(m.p99), m.perSecond.toFixed(1)];
  return cells.join(" | ");
}

await main();
