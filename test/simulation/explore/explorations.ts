/**
 * The named explorations. All faults at once make more states than a machine can visit, so each of
 * these has some of them. This file imports nothing of `src`: the hooks of a mutant come first.
 */
import type { Setting } from "./setting.ts";

const DEFAULT: Setting = { owed: false, lost: "nothing", refusals: false, quietB: false };

/** In the order of running. The optional ones are explored when the program is asked for them. */
export const EXPLORATIONS = {
  default: { ...DEFAULT },
  "the account is disabled after the grant": { ...DEFAULT, lost: "disabled" },
  "the account is gone after the grant": { ...DEFAULT, lost: "gone", quietB: true },
  "refunding while the OCS is silent": { ...DEFAULT, owed: true },
  "the OCS may refuse permanently": { ...DEFAULT, refusals: true, quietB: true },
} as const satisfies Readonly<Record<string, Setting>>;
export type Exploration = keyof typeof EXPLORATIONS;

export const ALWAYS: readonly Exploration[] = [
  "default",
  "the account is disabled after the grant",
  "the account is gone after the grant",
];
