/** Sums up the results of the seeds, prints them, and writes RESULTS.md on request. */
import { writeFileSync } from "node:fs";
import { requiredCells, UNREACHABLE } from "./oracles/required-cells.ts";
import type { Counts, SeedResult } from "./run-seed.ts";
import type { Caught, Order } from "./worker-pool.ts";

const RESULTS = new URL("RESULTS.md", import.meta.url);
const SHOWN_FAILURES = 10;
const LAST_LINES = 60;
/** A run of at least `SEEDS_FOR_CELLS` seeds must hit every cell this often. */
const HITS_NEEDED = 50;
/**
 * Where fewer top-ups than this come of a seed, on average, the customers of the simulation cannot
 * buy any more, and oracles that find nothing prove nothing. Each seed has about three.
 */
const TOP_UPS_PER_SEED = 2;
const SEEDS_FOR_SALES = 100;
const SEEDS_FOR_CELLS = 10_000;

export class Report {
  readonly #order: Order;
  readonly #cells = new Map<string, number>();
  readonly #kinds = new Map<string, number>();
  readonly #sums: Counts = {
    events: 0,
    topUps: 0,
    credited: 0,
    refunded: 0,
    deaths: 0,
    resets: 0,
    lost: 0,
    commits: 0,
    messages: 0,
  };
  readonly #caught: Caught[] = [];
  #seeds = 0;
  #failed = 0;

  constructor(order: Order) {
    this.#order = order;
  }

  seed(result: SeedResult): void {
    this.#seeds += 1;
    this.#kinds.set(result.kind, (this.#kinds.get(result.kind) ?? 0) + 1);
    for (const [cell, n] of result.hits) this.#cells.set(cell, (this.#cells.get(cell) ?? 0) + n);
    for (const key of Object.keys(this.#sums) as (keyof Counts)[]) {
      this.#sums[key] += result.counts[key];
    }
    if (this.#order.options.trace) console.log(result.history.join("\n"));
    if (!result.broken) return;
    this.#failed += 1;
    if (this.#failed > SHOWN_FAILURES) return;
    const { kind } = this.#order.options;
    const options = `--from ${result.seed} --seeds 1 --trace${kind ? ` --kind ${kind}` : ""}`;
    console.log(`seed ${result.seed} (${result.kind}): ${result.broken.detail}`);
    console.log(`  repeat with: npm run simulate -- ${options}`);
    if (result.history.length > 0) console.log(result.history.slice(-LAST_LINES).join("\n"));
  }

  afterSeeds(seconds: number): void {
    console.log(this.#figures(seconds));
    console.log(this.#cellLines().join("\n"));
  }
  mutant(caught: Caught): void {
    this.#caught.push(caught);
    console.log(mutantLine(caught));
  }
  afterMutants(): void {
    const { length } = this.#caught;
    console.log(`${this.#caught.filter((c) => c.found).length} of ${length} mutants found`);
  }
  /** Counts seeds and mutants; after enough seeds a cell hit too rarely counts as failed, too. */
  count(): { passed: number; failed: number } {
    const found = this.#caught.filter((c) => c.found).length;
    const rare = this.#enoughSeeds() ? this.#rareCells() : [];
    for (const { cell, n } of rare) console.log(`too rare: ${cell}: ${n} of ${HITS_NEEDED}`);
    const idle = this.#sellsTooLittle() ? 1 : 0;
    if (idle > 0) console.log(`only ${this.#sums.topUps} top-ups: customers cannot buy any more`);
    return {
      passed: this.#seeds - this.#failed + found,
      failed: this.#failed + this.#caught.length - found + rare.length + idle,
    };
  }
  #sellsTooLittle(): boolean {
    const { topUps } = this.#sums;
    return this.#seeds >= SEEDS_FOR_SALES && topUps < this.#seeds * TOP_UPS_PER_SEED;
  }
  #enoughSeeds(): boolean {
    return this.#seeds >= SEEDS_FOR_CELLS && this.#order.options.kind === null;
  }
  #requiredCells(): { cell: string; n: number }[] {
    const rows = requiredCells().map((cell) => ({ cell, n: this.#cells.get(cell) ?? 0 }));
    return rows.sort((a, b) => a.n - b.n);
  }
  #rareCells(): { cell: string; n: number }[] {
    return this.#requiredCells().filter((row) => row.n < HITS_NEEDED);
  }

  write(seconds: number): void {
    const kinds = [...this.#kinds].sort().map(([kind, n]) => `${kind} ${n}`);
    const text = [
      "# What the simulation found",
      "",
      "Written by `npm run simulate -- --seeds N --mutants --write`; not by hand.",
      "",
      this.#figures(seconds),
      "",
      `Kinds of seeds: ${kinds.join(", ")}.`,
      "",
      "## Cells",
      "",
      ...this.#cellLines(),
      "",
      "## Mutants",
      "",
      "| mutant | found at seed | within | oracle | events of that seed |",
      "|---|---|---|---|---|",
      ...this.#caught.map(mutantLine),
    ];
    writeFileSync(RESULTS, `${text.join("\n")}\n`);
  }

  #figures(seconds: number): string {
    const s = this.#sums;
    const { from } = this.#order;
    return [
      `${this.#seeds} seeds from ${from}, ${this.#failed} broken, ${seconds.toFixed(0)} s`,
      `${s.topUps} top-ups: ${s.credited} credited, ${s.refunded} refunded`,
      `${s.events} events, ${s.commits} commits, ${s.messages} messages`,
      `${s.deaths} programs died, ${s.resets} objects reset, ${s.lost} answers lost`,
    ].join("; ");
  }
  #cellLines(): string[] {
    const rows = this.#requiredCells();
    const few = this.#rareCells();
    return [
      `${rows.length} cells to hit, ` +
        `${rows.length - few.length} of them ${HITS_NEEDED} times or more, ` +
        `the rarest ${rows[0]?.n ?? 0} times (M money, D provisioning, P refunds, people, time).`,
      "",
      ...rows.slice(0, Math.max(15, few.length)).map(({ cell, n }) => `* ${cell}: ${n}`),
      "",
      "Cells that a run cannot hit, or hardly ever:",
      "",
      ...UNREACHABLE.map(({ cells, why }) => `* ${cells}: ${why}`),
    ];
  }
}

function mutantLine({ mutant, found, tried }: Caught): string {
  const oracle = found?.broken?.oracle ?? "NOT FOUND";
  const at = found ? tried : "–";
  const events = found?.counts.events ?? "";
  return `| ${mutant.name} | ${at} | ${mutant.within} | ${oracle} | ${events} |`;
}
