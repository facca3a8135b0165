/**
 * Compares two checkouts, each with its world in a process of its own. Only this shows what a
 * change costs.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Block, BlockResult } from "./target.ts";
import { type Contender, type Line, takeTurns } from "./turns.ts";

const WARM_UP: Block = { concurrent: 10, customers: 200 };

/** The figures of both checkouts. Throws if one of the child processes ends. */
export async function compareCheckouts(
  here: string,
  other: string,
  plan: { readonly blocks: readonly Block[]; readonly rounds: number },
): Promise<readonly Line[]> {
  const children = [await start(here), await start(other)] as const;
  const names = ["here", "there"];
  const contenders = children.map(
    (child, n): Contender => ({ name: names[n] ?? "", run: (block) => ask(child, block) }),
  );
  try {
    for (const contender of contenders) await contender.run(WARM_UP);
    return await takeTurns(contenders, plan.blocks, plan.rounds);
  } finally {
    for (const child of children) if (child.connected) child.disconnect();
  }
}

async function start(checkout: string): Promise<ChildProcess> {
  const program = new URL("contender.ts", import.meta.url).pathname;
  const child = fork(program, [checkout], { cwd: checkout });
  await answerOf(child);
  return child;
}

async function ask(child: ChildProcess, block: Block): Promise<BlockResult> {
  child.send(block);
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
