/** Asks every adapter everything, on databases that record it. */
import type { Asked } from "./asks.ts";
import { projectionAsks } from "./asks-of-projection.ts";
import { registerAsks } from "./asks-of-register.ts";
import { salesAsks } from "./asks-of-sales.ts";
import { trafficAsks } from "./asks-of-traffic.ts";
import type { History, Written } from "./history.ts";
import { type Planned, plansOf, type Recording, recordedD1 } from "./recorded-d1.ts";

export interface Answer {
  readonly planned: readonly Planned[];
  /** The factories whose adapters were asked. */
  readonly factories: readonly string[];
}

export async function askAll({ main, ledgers }: Written, history: History): Promise<Answer> {
  const recording: Recording = { runs: [] };
  const recorded = recordedD1(main, "main", recording);
  const [first, second] = ledgers.map((one) => recordedD1(one, "ledger", recording));
  if (!first || !second) throw new Error("two ledgers are needed");
  const databases = {
    main: recorded,
    ledgers: async () => [
      { number: 2, from: history.split, d1: second },
      { number: 1, from: "", d1: first },
    ],
  };
  const bound = new Map([
    [1, first],
    [2, second],
  ]);
  const on = { databases, main: recorded, bound, history };
  const all: readonly Asked[] = [
    ...registerAsks(on),
    ...salesAsks(on),
    ...projectionAsks(on),
    ...trafficAsks(on),
  ];
  for (const { ask } of all) await ask();
  const planned = await plansOf(recording, (name) => (name === "main" ? main : ledgers[0]));
  return { planned, factories: all.map(({ factory }) => factory) };
}
