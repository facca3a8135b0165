/**
 * Compares two checkouts, which take turns block by block: a machine whose speed changes from
 * minute to minute is then equally fast for both. Only this shows what a change costs.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { quantile } from "../crash/report.ts";
import type { Served } from "./target.ts";

export interface BlockRequest {
  readonly concurrent: number;
  readonly customers: number;
}
export interface BlockResult extends Served {
  /** CPU time of workerd (Worker, objects, D1, queues), ms. */
  readonly cpuMs: number;
}

/** Number of services; customers buy for them in turn. */
export const SLOTS = 50;
const BLOCKS: readonly BlockRequest[] = [
  { concurrent: 1, customers: 30 },
  { concurrent: 10, customers: 50 },
  { concurrent: 50, customers: 100 },
];
const WARM_UP: BlockRequest = { concurrent: 10, customers: 2 * SLOTS };

interface Contender {
  readonly name: string;
  readonly child: ChildProcess;
  /** Results so far, per block of `BLOCKS`. */
  readonly results: BlockResult[][];
}

/** Lines of a table with both checkouts. Throws if one of the child processes ends. */
export async function compareCheckouts(
  here: string,
  other: string,
  rounds: number,
): Promise<readonly string[]> {
  const both = [await start("here", here), await start("there", other)] as const;
  try {
    for (const contender of both) await ask(contender, WARM_UP);
    for (let round = 0; round < rounds; round++) {
      console.log(`round ${round + 1} of ${rounds} …`);
      for (const [n, block] of BLOCKS.entries()) {
        for (const contender of round % 2 === 0 ? both : both.toReversed()) {
          contender.results[n]?.push(await ask(contender, block));
        }
      }
    }
  } finally {
    for (const { child } of both) child.disconnect();
  }
  return BLOCKS.flatMap((block, n) => both.map((contender) => line(contender, block, n)));
}

async function start(name: string, checkout: string): Promise<Contender> {
  const program = new URL("contender.ts", import.meta.url).pathname;
  const child = fork(program, [checkout], { cwd: checkout });
  await answerOf(child);
  return { name, child, results: BLOCKS.map(() => []) };
}

async function ask({ child }: Contender, request: BlockRequest): Promise<BlockResult> {
  child.send(request);
  return (await answerOf(child)) as BlockResult;
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const done = new AbortController();
  const { signal } = done;
  const ended = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`a checkout's process ended with exit code ${code}`);
  });
  try {
    const [answer] = await Promise.race([once(child, "message", { signal }), ended]);
    return answer;
  } finally {
    done.abort();
  }
}

export const COMPARED = [
  "customers at once | | p50 | p95 | top-ups per second | CPU per top-up",
  "---|---|---|---|---|---",
];

function line(
  { name, results }: Contender,
  { concurrent, customers }: BlockRequest,
  n: number,
): string {
  const blocks = results[n] ?? [];
  const latencies = blocks.flatMap((block) => block.latencies);
  const sum = (of: (block: BlockResult) => number) =>
    blocks.reduce((all, block) => all + of(block), 0);
  const all = customers * blocks.length;
  const cells = [
    quantile(latencies, 0.5).toFixed(1),
    quantile(latencies, 0.95).toFixed(1),
    ((1000 * all) / sum((block) => block.wallMs)).toFixed(1),
    (sum((block) => block.cpuMs) / all).toFixed(1),
  ];
  return [concurrent, name, ...cells].join(" | ");
}
