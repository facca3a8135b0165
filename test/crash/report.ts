import type { LoadCounts } from "./load.ts";
import type { SweepCounts } from "./sweeping.ts";

export interface Figures {
  readonly kills: number;
  readonly seed: number;
  readonly killedMs: number;
  readonly restartsMs: readonly number[];
  readonly load: LoadCounts;
  /** Payments that succeeded at Stripe. */
  readonly payments: number;
  readonly credited: number;
  readonly refunded: number;
  readonly sweeps: SweepCounts;
  /** Time after the last restart of the Worker; null: not within two minutes. */
  readonly ended: {
    readonly moneyMs: number | null;
    readonly projectionMs: number | null;
    readonly complaints: readonly string[];
  };
  readonly complaints: readonly string[];
  readonly failed: number;
}

/** `q` from 0 to 1. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

const seconds = (ms: number | null) => (ms === null ? "never" : `${(ms / 1000).toFixed(1)} s`);
const codes = (refused: Readonly<Record<string, number>>) =>
  Object.entries(refused)
    .map(([code, n]) => `${code} ${n}`)
    .join(", ") || "none";

function rows(f: Figures): readonly (readonly [string, string])[] {
  const at = (q: number) => `${quantile(f.restartsMs, q).toFixed(0)} ms`;
  return [
    ["kills", `${f.kills} in ${seconds(f.killedMs)} (seed ${f.seed})`],
    ["restarted after a kill, p50 / p95 / max", `${at(0.5)} / ${at(0.95)} / ${at(1)}`],
    ["payments that succeeded at Stripe", `${f.payments}`],
    ["credited", `${f.credited}`],
    ["returned in full", `${f.refunded}`],
    ["given up before paying", `${f.load.abandoned}`],
    ["requests repeated without an answer", `${f.load.repeats}`],
    ["refused by the shop", codes(f.load.refused)],
    ["sweeps done / died", `${f.sweeps.done} / ${f.sweeps.broken}`],
    ["last payment ended after the last kill", seconds(f.ended.moneyMs)],
    ["last row in D1 after the last kill", seconds(f.ended.projectionMs)],
    ["complaints of the oracles", `${f.complaints.length}`],
  ];
}

/** The last line is for the test runner: payments that ended rightly, and the others. */
export function summary(f: Figures): string {
  const lines = rows(f).map(([name, value]) => `${name.padEnd(42)} ${value}`);
  const passed = f.payments - Math.min(f.failed, f.payments);
  return `${lines.join("\n")}\n${passed} passed, ${f.failed} failed`;
}

export function markdown(f: Figures): string {
  return `# Results of the crash test

Written by \`npm run crash -- --kills ${f.kills} --write\`. What is killed, what is checked and how
times are shortened: \`crash.ts\`, \`load.ts\`, \`oracles.ts\` beside this file.

| | |
|---|---|
${rows(f)
  .map(([name, value]) => `| ${name} | ${value} |`)
  .join("\n")}
`;
}
