/** The report of an exploration, on the screen and in `EXPLORATION.md`. */
import type { Mutant } from "./mutants.ts";
import type { Found } from "./search.ts";

/** One run: the product as it is, or with one mistake. */
export interface Run {
  readonly name: string;
  readonly mutant: Mutant | null;
  readonly found: Found;
}

/** How a mistake begins that is an exception of the code. */
export const THROWS = "the code throws";

/**
 * Passed: the product is clean and every state was visited, or a mutant is caught. A mutant that
 * throws is a bad mutant: it would be caught whatever is checked.
 */
export const passed = ({ mutant, found }: Run): boolean =>
  mutant
    ? found.wrong !== null && !found.wrong.startsWith(THROWS)
    : found.wrong === null && !found.bounded;

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
\`src/app/provisioning/provision.ts\` and may stall or die before each of them. A body that was
sent may arrive at any time, any number of times. Reads may fail, or find no account. Money may be
refunded externally, refunds may be refused or fail later, customers and operators act at any
moment. At any moment a lease, deadline or age limit may have passed or not.

All faults at once make too many states, so \`explore/explorations.ts\` names sets of them. An
account that is disabled or gone after the grant is one each, and only consumers of A meet it.
Where the account is gone or the OCS refuses, B is quiet: it is paid, waits, is refunded and may
lose its consumers, but no person, dashboard or failing refund touches it. A may be the first or the
second in the turn.

Checked in every state: a refunded top-up has no enabled bucket (unless owed), none is credited and
also refunded or promised a refund, a credited one has exactly one bucket, enabled and with the
frozen end, nothing was sent without a grant, no more is refunded than was received, no refund
precedes the read that confirms the revocation, an alarm is set while anything is unfinished; at
rest the live end is as far ahead as the days paid for. Checked on every step: credited stays
credited, return is one-way, frozen bytes do not change, no impossible cell of the state table is
reached. From every state an end can be reached without further faults.

Not explored: the passing of the frozen end, an OCS that loses a confirmed write, disputes and
partial refunds, several payments of one top-up, refunds that stay pending; the simulation covers
those. The account changes only through our writes here, so the product would be clean even without
the fence of the grant: turn and frozen bytes suffice. \`--refusals\` visits the set of the refusing
OCS, about seven million states, too; the nightly run does.

\`explore/canonical.ts\` says what is removed from a state and why nothing is lost by that.
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
