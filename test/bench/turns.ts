/**
 * Targets take turns block by block, and who begins changes from round to round: a machine whose
 * speed changes from minute to minute is then equally fast for all of them.
 */
import { type Block, type BlockResult, type Figures, figuresOf } from "./target.ts";

/** Whatever can be asked to serve a block of customers. */
export interface Contender {
  readonly name: string;
  run(block: Block): Promise<BlockResult>;
}

/** The figures of one contender at one block of the plan. */
export interface Line {
  readonly name: string;
  readonly block: Block;
  readonly figures: Figures;
}

export async function takeTurns(
  contenders: readonly Contender[],
  blocks: readonly Block[],
  rounds: number,
): Promise<readonly Line[]> {
  const results = blocks.map(() => contenders.map((): BlockResult[] => []));
  for (let round = 0; round < rounds; round++) {
    console.log(`round ${round + 1} of ${rounds} …`);
    for (const [b, block] of blocks.entries()) {
      const order = [...contenders.entries()];
      for (const [c, contender] of round % 2 === 0 ? order : order.toReversed()) {
        results[b]?.[c]?.push(await contender.run(block));
      }
    }
  }
  return blocks.flatMap((block, b) =>
    contenders.map(({ name }, c) => ({ name, block, figures: figuresOf(results[b]?.[c] ?? []) })),
  );
}

export const TURNS_HEAD = [
  "at once | | p50 | p95 | per second | CPU each",
  "---|---|---|---|---|---",
];

/** A row of a table: times in ms. */
export function turnsRow({ name, block, figures }: Line): string {
  const { p50, p95, perSecond, cpuMs } = figures;
  const cells = [p50, p95, perSecond, cpuMs].map((value) => value.toFixed(value < 100 ? 1 : 0));
  return [block.concurrent, name, ...cells].join(" | ");
}

/** How the first of a pair does against the second, which is 100 %: more per second, less time. */
export function shareRow(of: Line, floor: Line, goal: string): string {
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;
  const times = (key: "p50" | "p95" | "cpuMs") =>
    `${(of.figures[key] / floor.figures[key]).toFixed(2)} ×`;
  const speed = percent(of.figures.perSecond, floor.figures.perSecond);
  const name = `${of.name} against ${floor.name} (${goal})`;
  return ["", name, times("p50"), times("p95"), speed, times("cpuMs")].join(" | ");
}

export const tableOf = (lines: readonly string[]): string =>
  lines.map((line) => `| ${line} |`).join("\n");
