/** Finds states from which no end can be reached: walks backwards from the ends. */
import type { Growing } from "./growing.ts";

/** Steps that happen by themselves, without faults and people: from state n to state m. */
interface Edges {
  readonly from: Growing;
  readonly to: Growing;
}

/** The first state that reaches no end; null if all do. */
export function deadEnds(states: number, edges: Edges, ends: readonly number[]): number | null {
  const { starts, sources } = backwards(states, edges);
  const reached = new Uint8Array(states);
  const queue = [...ends];
  for (const end of ends) reached[end] = 1;
  while (queue.length > 0) {
    const at = queue.pop() ?? 0;
    for (let i = starts[at] ?? 0; i < (starts[at + 1] ?? 0); i++) {
      const from = sources[i] ?? 0;
      if (reached[from] === 1) continue;
      reached[from] = 1;
      queue.push(from);
    }
  }
  const stuck = reached.indexOf(0);
  return stuck < 0 ? null : stuck;
}

/** `sources` from `starts[n]` to `starts[n + 1]`: the states with a step to n. */
function backwards(states: number, { from, to }: Edges) {
  const starts = new Int32Array(states + 1);
  for (let i = 0; i < to.length; i++) starts[to.at(i) + 1] = (starts[to.at(i) + 1] ?? 0) + 1;
  for (let n = 0; n < states; n++) starts[n + 1] = (starts[n + 1] ?? 0) + (starts[n] ?? 0);
  const filled = starts.slice();
  const sources = new Int32Array(to.length);
  for (let i = 0; i < to.length; i++) {
    const at = filled[to.at(i)] ?? 0;
    sources[at] = from.at(i);
    filled[to.at(i)] = at + 1;
  }
  return { starts, sources };
}
