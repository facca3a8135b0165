/**
 * A whole world on one machine: simulators in this process, a fresh or kept D1, the Worker in a
 * process group of its own. `npm run dev` and the browser tests use it; the crash test and the
 * bench use the same parts with `miniflare-world.ts` instead of `wrangler dev`.
 */
import type { BrandRow } from "../../src/contract/brand.ts";
import { brandStatements } from "../fixtures/brands.ts";
import { type CastMember, castStatements } from "../fixtures/cast.ts";
import { operatorStatements } from "../fixtures/operators.ts";
import { prepareDatabase } from "./database.ts";
import type { Vars } from "./dev-vars.ts";
import { createOcsAccounts } from "./ocs-accounts.ts";
import { freePort } from "./ports.ts";
import { type SimulatorOptions, type Simulators, startSimulators } from "./simulators.ts";
import { type RunningWorker, startWorker } from "./worker.ts";
import { ownEndpoint, workerVars } from "./worker-vars.ts";

export interface WorldOptions {
  readonly persistTo: string;
  readonly fresh: boolean;
  /** Services in the register, with accounts at the OCS. */
  readonly cast: readonly CastMember[];
  /** Services in the register only; the tests create their accounts. */
  readonly registered?: readonly CastMember[];
  /** What of the second brand is different from the fixture. */
  readonly kestrel?: Partial<BrandRow>;
  /** The port of the Worker; 0: any free one. */
  readonly port: number;
  readonly simulators?: Omit<SimulatorOptions, "workerUrl">;
  readonly vars?: Vars;
  readonly output: "inherit" | string;
  readonly now: number;
  readonly inspectorPort?: number;
  /** Called when a step of the start begins, with its name. */
  readonly onStep?: (name: string) => void;
}
export interface World {
  readonly url: string;
  readonly vars: Vars;
  readonly simulators: Simulators;
  readonly worker: RunningWorker;
  stop(): Promise<void>;
}

/** Starts everything or nothing: if one part fails, those started before are stopped. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { onStep = () => {} } = options;
  onStep("simulators");
  const port = await freePort(options.port);
  const url = `http://127.0.0.1:${port}`;
  const simulators = await startSimulators({
    ...options.simulators,
    workerUrl: url,
    endpoint: ownEndpoint(url, options.vars),
  });
  try {
    const vars = workerVars(simulators, url, options.vars);
    onStep("database and cast");
    await prepareWorld(options, vars);
    onStep("Worker, with the pages' scripts");
    const { persistTo, output, inspectorPort } = options;
    const worker = await startWorker({ port, persistTo, vars, output, inspectorPort });
    const stop = async () => {
      await worker.stop();
      await simulators.stop();
    };
    return { url, vars, simulators, worker, stop };
  } catch (fault) {
    await simulators.stop();
    throw fault;
  }
}

type PrepareOptions = Pick<
  WorldOptions,
  "persistTo" | "fresh" | "cast" | "registered" | "kestrel" | "now"
>;

/**
 * Fills the register in D1, with both brands, and creates the accounts at the OCS, before the
 * Worker starts.
 */
export async function prepareWorld(options: PrepareOptions, vars: Vars): Promise<void> {
  const { persistTo, fresh, cast, registered = [], now } = options;
  const engine = { url: vars.CGRATES_URL ?? "", auth: vars.CGRATES_AUTH };
  const rows = [
    ...brandStatements(vars.PUBLIC_URL ?? "", options.kestrel),
    ...castStatements(now, [...cast, ...registered]),
    ...operatorStatements(),
  ];
  await prepareDatabase({ persistTo, fresh, rows });
  await createOcsAccounts(engine, now, cast);
}
