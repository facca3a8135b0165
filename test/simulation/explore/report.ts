/** What an exploration says, on the screen and in `EXPLORATION.md`. */
import type { Mutant } from "./mutants.ts";
import type { Found } from "./search.ts";

/** One run: the product as it is, or with one mistake. */
export interface Run {
  readonly name: string;
  readonly mutant: Mutant | null;
  readonly found: Found;
}

/** The product is clean and everything was visited; a mutant is caught. */
export const passed = ({ mutant, found }: Run): boolean =>
  mutant ? found.wrong !== null : found.wrong === null && !found.bounded;

const number = (n: number): string => n.toLocaleString("en-US");
const seconds = ({ seconds: s }: Found): string => `${s.toFixed(1)} s`;

export function lines(run: Run): string[] {
  const { name, mutant, found } = run;
  const size = `${number(found.states)} states, ${number(found.transitions)} transitions, \
${number(found.ends)} ends, ${number(found.commands)} commands, ${seconds(found)}`;
  if (found.wrong === null) {
    const how = found.bounded ? "bounded, clean so far" : mutant ? "NOT caught" : "clean";
    return [`${name}: ${how}: ${size}`];
  }
  const steps = `${mutant ? "caught" : "BROKEN"} after ${found.history.length} steps`;
  const first = `${name}: ${steps}: ${found.wrong} (${size})`;
  return [first, ...found.history.map((step, n) => `    ${n + 1}. ${step}`)];
}

const HEAD = `# The protocol, explored

Written by \`npm run explore -- --mutants --owed --write\`; do not edit by hand.

Every reachable state of the real service object (its core, store, decisions and folds) with two
top-ups of one account, seven and three days. Two consumers take the steps of
\`src/app/provisioning/provision.ts\` and may stall or die before each. A body that was sent may arrive at any
time, as often as the network likes. Reads may fail, or say that there is no account. Money may be
returned by another hand, refunds may be refused or fail later, customers and operators ask at any
moment. Any lease, deadline or age limit may have passed at any moment, and may not.

Checked in every state: refunded is never enabled (unless owed), never credited and refunded or
promised back, credited is there, enabled and has the frozen end, credited once, nothing sent that
was not granted, no more paid back than came in, no refund before the withdrawal was seen, an alarm
while anything is unfinished; at rest the live end is the days paid for. On every step: credited
stays credited, return is one-way, frozen bytes stay, no cell that the specification holds
impossible. From every state an end can be reached once faults cease.

Not explored: the passing of the frozen end, an OCS that loses a confirmed write, disputes and part
returns, several payments of one top-up, refunds that stay pending; the simulation has those. Nobody
else changes the account here, so a product without the fence of the grant is as clean: the turn and
the frozen bytes hold by themselves. Writes that the OCS refuses for good, and with them parked
top-ups, need \`--refusals\`; that space is too large to visit whole, and \`--max\` bounds it.

What is removed from a state, and why nothing is lost, is written in \`explore/canonical.ts\`.
`;

export function document(runs: readonly Run[]): string {
  const clean = runs.filter((run) => run.mutant === null);
  const mutants = runs.filter((run) => run.mutant !== null);
  return `${[
    HEAD,
    "| as it is | result | states | transitions | ends | commands in the object | time |",
    "|---|---|---|---|---|---|---|",
    ...clean.map(cleanRow),
    "",
    "Each mutant is the product with one mistake, and found by its shortest history.",
    "",
    "| mutant | mistake | found | steps | states until then | time |",
    "|---|---|---|---|---|---|",
    ...mutants.map(mutantRow),
    ...mutants.flatMap(historyOf),
  ].join("\n")}\n`;
}

function cleanRow({ name, found }: Run): string {
  const result = found.wrong ?? (found.bounded ? "bounded, clean so far" : "clean");
  const counts = [found.states, found.transitions, found.ends, found.commands].map(number);
  return `| ${[name, result, ...counts, seconds(found)].join(" | ")} |`;
}
function mutantRow({ name, mutant, found }: Run): string {
  const steps = found.wrong ? `${found.history.length}` : "";
  const cells = [`\`${name}\``, mutant?.mistake, found.wrong ?? "**not caught**", steps];
  return `| ${[...cells, number(found.states), seconds(found)].join(" | ")} |`;
}
function historyOf({ name, found }: Run): string[] {
  if (!found.wrong) return [];
  const steps = found.history.map((step, n) => `${n + 1}. ${step}`);
  return ["", `## \`${name}\`: ${found.wrong}`, "", ...steps];
}
