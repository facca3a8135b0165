import type { CastMember } from "../fixtures/cast.ts";
import { buildBundle } from "./bundle.ts";
import type { Vars } from "./dev-vars.ts";
import { type MiniflareWorld, startMiniflareWorld } from "./miniflare-world.ts";
import { STATE } from "./paths.ts";
import { freePort } from "./ports.ts";
import { type Simulators, startSimulators } from "./simulators.ts";
import { ownEndpoint, workerVars } from "./worker-vars.ts";
import { prepareWorld } from "./world.ts";

export interface QuickWorldOptions {
  /** Names its folder below `.wrangler`, which is emptied, and the Worker's log beside it. */
  readonly name: string;
  readonly cast: readonly CastMember[];
  /** Variables over those of development; the limiter is off. */
  readonly vars?: Vars;
  /** After how long slow payments and pending refunds end by themselves; null: only on request. */
  readonly laterMs?: number | null;
  /** Function names in the bundle, and V8's inspector on this port. */
  readonly inspectorPort?: number;
  /** A module around the bundle (`MiniflareOptions`). */
  readonly around?: string;
}
export interface QuickWorld {
  readonly url: string;
  readonly vars: Vars;
  readonly simulators: Simulators;
  readonly worker: MiniflareWorld;
  stop(): Promise<void>;
}

/** Like `startWorld`, with the built bundle in Miniflare: for the crash test and the bench. */
export async function startQuickWorld(options: QuickWorldOptions): Promise<QuickWorld> {
  const persistTo = `${STATE}${options.name}`;
  const { inspectorPort, around } = options;
  const named = inspectorPort !== undefined;
  const bundle = await buildBundle(`${STATE}${options.name}-bundle`, { named });
  const port = await freePort(0);
  const workerUrl = `http://127.0.0.1:${port}`;
  const simulators = await startSimulators({
    workerUrl,
    laterMs: options.laterMs ?? null,
    endpoint: ownEndpoint(workerUrl, options.vars),
  });
  try {
    const vars = workerVars(simulators, workerUrl, { LIMITER: "off", ...options.vars });
    await prepareWorld({ persistTo, fresh: true, cast: options.cast, now: Date.now() }, vars);
    const logFile = `${STATE}${options.name}.log`;
    const worker = await startMiniflareWorld({
      bundle,
      persistTo,
      vars,
      port,
      logFile,
      ...(named && { inspectorPort }),
      ...(around !== undefined && { around }),
    });
    const stop = async () => {
      await worker.stop();
      await simulators.stop();
    };
    return { url: worker.url, vars, simulators, worker, stop };
  } catch (fault) {
    await simulators.stop();
    throw fault;
  }
}
