/**
 * `npm run explore`: every reachable state of the protocol, then every mutant.
 *
 * --clean          without the mutants
 * --mutants        the mutants (they run anyway unless `--clean` is given)
 * --owed           also with an operator who refunds while the OCS is silent (a minute)
 * --refusals       also with an OCS that refuses writes for good, so with parked top-ups (minutes)
 * --max <states>   stop after so many; says "bounded"
 * --only <mutant>  one mutant, in this process: how the others are run
 * --write          write test/simulation/EXPLORATION.md
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { apply, MUTANTS, type Mutant } from "./explore/mutants.ts";
import { document, lines, passed, type Run } from "./explore/report.ts";
import type { Found } from "./explore/search.ts";

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

/** Imported late: a mutant's sources must be in place first. */
async function explore(setting: { owed: boolean; refusals: boolean }): Promise<Found> {
  const { search } = await import("./explore/search.ts");
  return search(setting, MAX);
}

/** Only a fresh process has not yet loaded the sources that the mutant changes. */
function inChild(mutant: Mutant): Run {
  const args = [fileURLToPath(import.meta.url), "--only", mutant.name];
  const output = execFileSync(process.execPath, args, { maxBuffer: 2 ** 26 }).toString();
  return { name: mutant.name, mutant, found: JSON.parse(output) as Found };
}

async function only(name: string): Promise<void> {
  const mutant = MUTANTS.find((each) => each.name === name);
  if (!mutant) throw new Error(`no such mutant: ${name}`);
  apply(mutant);
  console.log(JSON.stringify(await explore({ owed: mutant.owed, refusals: false })));
}

async function all(): Promise<void> {
  const runs: Run[] = [];
  const add = (run: Run) => {
    runs.push(run);
    console.log(lines(run).join("\n"));
  };
  const product = async (name: string, owed: boolean, refusals: boolean) =>
    add({ name, mutant: null, found: await explore({ owed, refusals }) });
  await product("default", false, false);
  if (values.owed) await product("refunding while the OCS is silent", true, false);
  if (values.refusals) await product("the OCS may refuse for good", false, true);
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
