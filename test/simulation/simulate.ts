/**
 * `npm run simulate -- --seeds N [--from S] [--mutants] [--workers K] [--trace] [--write]`
 *
 * Runs the real use cases, objects, consumers and sweep on a virtual clock, with external systems
 * that misbehave. The last line is `N passed, N failed` and counts seeds and mutants.
 */
import { parseArgs } from "node:util";
import { MUTANTS } from "./mutants.ts";
import { Report } from "./report.ts";
import { KINDS, type Kind } from "./scenario-kinds.ts";
import { type Caught, runAll, runMutants } from "./worker-pool.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "300" },
    from: { type: "string", default: "1" },
    workers: { type: "string", default: "2" },
    kind: { type: "string" },
    mutants: { type: "boolean", default: false },
    only: { type: "string" },
    trace: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

function kindOf(text: string | undefined): Kind | null {
  if (text === undefined) return null;
  if (!(text in KINDS)) throw new Error(`kinds: ${Object.keys(KINDS).join(", ")}`);
  return text as Kind;
}

async function main(): Promise<void> {
  const began = performance.now();
  const order = {
    from: Number(values.from),
    seeds: Number(values.seeds),
    workers: Number(values.workers),
    options: {
      kind: kindOf(values.kind),
      withoutCron: false,
      trace: values.trace,
    },
  };
  const report = new Report(order);
  await runAll(order, (result) => report.seed(result));
  report.afterSeeds((performance.now() - began) / 1000);
  if (values.mutants) {
    const wanted = MUTANTS.filter((m) => m.name.includes(values.only ?? ""));
    await runMutants(wanted, order.workers, (caught: Caught) => report.mutant(caught));
    report.afterMutants();
  }
  if (values.write) report.write((performance.now() - began) / 1000);
  const { passed, failed } = report.count();
  if (failed > 0) process.exitCode = 1;
  console.log(`${passed} passed, ${failed} failed`);
}

await main();
