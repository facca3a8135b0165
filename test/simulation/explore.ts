/**
 * `npm run explore`: every reachable state of the protocol under each set of faults of
 * `explore/explorations.ts`, then every mutant.
 *
 * --clean          without the mutants
 * --mutants        with the mutants, also when `--clean` is given
 * --owed           also with an operator who refunds while the OCS is silent (takes a minute)
 * --refusals       also with an OCS that refuses writes permanently, or keeps no revocation for a
 *                  day, so that top-ups are parked (takes minutes)
 * --max <states>   stop after this many states; the result is then called "bounded"
 * --only <mutant>  explore one mutant in this process; the program starts itself so for each one
 * --write          write test/simulation/EXPLORATION.md
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ALWAYS, EXPLORATIONS, type Exploration } from "./explore/explorations.ts";
import { MUTANTS, type Mutant } from "./explore/mutants.ts";
import { document, lines, passed, type Run } from "./explore/report.ts";
import type { Found } from "./explore/search.ts";
import { loadWith } from "./hooks.ts";

const { values } = parseArgs({
  options: {
    clean: { type: "boolean", default: false },
    mutants: { type: "boolean", default: false },
    owed: { type: "boolean", default: false },
    refusals: { type: "boolean", default: false },
    max: { type: "string" },
    only: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const MAX = values.max === undefined ? Number.POSITIVE_INFINITY : Number(values.max);

/** Imports the search only now: the hooks of a mutant must be installed before `src` is loaded. */
async function explore(name: Exploration): Promise<Found> {
  const { search } = await import("./explore/search.ts");
  return search(EXPLORATIONS[name], MAX);
}

/** Explores a mutant in a new process, which has not loaded the sources that the mutant changes. */
function inChild(mutant: Mutant): Run {
  const args = [fileURLToPath(import.meta.url), "--only", mutant.name];
  const output = execFileSync(process.execPath, args, { maxBuffer: 2 ** 26 }).toString();
  return { name: mutant.name, mutant, found: JSON.parse(output) as Found };
}

async function only(name: string): Promise<void> {
  const mutant = MUTANTS.find((each) => each.name === name);
  if (!mutant) throw new Error(`no such mutant: ${name}`);
  const checkLoaded = loadWith(mutant.edits);
  const found = await explore(mutant.where);
  checkLoaded();
  console.log(JSON.stringify(found));
}

async function all(): Promise<void> {
  const runs: Run[] = [];
  const add = (run: Run) => {
    runs.push(run);
    console.log(lines(run).join("\n"));
  };
  const asked: Exploration[] = [...ALWAYS];
  if (values.owed) asked.push("refunding while the OCS is silent");
  if (values.refusals) asked.push("the OCS may refuse permanently");
  for (const name of asked) add({ name, mutant: null, found: await explore(name) });
  if (!values.clean || values.mutants) for (const mutant of MUTANTS) add(inChild(mutant));
  if (values.write) writeFileSync(new URL("./EXPLORATION.md", import.meta.url), document(runs));
  const good = runs.filter(passed).length;
  if (good < runs.length) process.exitCode = 1;
  console.log(`${good} passed, ${runs.length - good} failed`);
}

await (values.only === undefined ? all() : only(values.only)).catch((fault: unknown) => {
  console.error(fault);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
});
