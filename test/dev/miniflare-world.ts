/**
 * The Worker without wrangler: the bundle in Miniflare, on workerd's own socket. It starts in a
 * second, is back 0.4 s after a SIGKILL, and a request costs a third of one to `wrangler dev`. The
 * crash test and the bench use it. It has no static assets.
 */
import { createWriteStream } from "node:fs";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from "wrangler";
import { bundleText } from "./bundle.ts";
import type { Vars } from "./dev-vars.ts";
import { CONFIG } from "./paths.ts";
import { workerdChildren } from "./process-table.ts";

export interface MiniflareOptions {
  /** The path that `buildBundle` returned. */
  readonly bundle: string;
  /** The same folder as for `prepareDatabase`, so that both see the same D1. */
  readonly persistTo: string;
  readonly vars: Vars;
  readonly config?: string;
  readonly port?: number;
  /** A file for the Worker's log; by default this terminal. */
  readonly logFile?: string;
  /** Where V8's inspector listens, for a profile; absent: nowhere. */
  readonly inspectorPort?: number;
  /** A module around the bundle, which it imports as `./worker.js`, e.g. one that counts. */
  readonly around?: string;
}
export interface MiniflareWorld {
  /** It stays the same after a kill. */
  readonly url: string;
  /** The Worker's own database, for preparation and oracles. */
  db(): Promise<D1Database>;
  /** The first ledger. */
  ledger(): Promise<D1Database>;
  scheduled(cron: string, atMs?: number): Promise<void>;
  /** The process of workerd. Throws unless there is exactly one. */
  pid(): number;
  /** SIGKILL of workerd: everything in memory is lost, including the queues. */
  kill(): void;
  /** Resolves when the Worker answers, with the time that took, ms. Throws after `withinMs`. */
  serving(withinMs?: number): Promise<number>;
  stop(): Promise<void>;
}

export async function startMiniflareWorld(options: MiniflareOptions): Promise<MiniflareWorld> {
  const world = Symbol(options.persistTo);
  const mf = new Miniflare(miniflareOptions(options));
  await mf.ready;
  const url = (await mf.unsafeGetDirectURL()).origin;
  const pid = () => pidOf(world);
  pid();
  return {
    url,
    db: () => mf.getD1Database("DB"),
    ledger: () => mf.getD1Database("LEDGER_1"),
    scheduled: async (cron, atMs) => {
      const worker = await mf.getWorker();
      const at = atMs === undefined ? {} : { scheduledTime: new Date(atMs) };
      const result = await worker.scheduled({ cron, ...at });
      if (result.outcome !== "ok") throw new Error(`cron ${cron}: ${result.outcome}`);
    },
    pid,
    kill: () => void process.kill(pid(), "SIGKILL"),
    serving: async (withinMs = 30_000) => {
      const ms = await serving(url, withinMs);
      pid();
      return ms;
    },
    stop: async () => {
      await mf.dispose();
      pids.delete(world);
    },
  };
}

/** Which workerd belongs to which running world. A killed one comes back under another pid. */
const pids = new Map<symbol, number>();

function pidOf(world: symbol): number {
  pids.delete(world);
  const others = new Set(pids.values());
  const [mine, ...more] = workerdChildren().filter((pid) => !others.has(pid));
  if (mine === undefined || more.length > 0) {
    throw new Error(`one workerd expected, found ${more.length + (mine === undefined ? 0 : 1)}`);
  }
  pids.set(world, mine);
  return mine;
}

function miniflareOptions(options: MiniflareOptions) {
  const log = options.logFile === undefined ? null : createWriteStream(options.logFile);
  const config = unstable_readConfig({ config: options.config ?? CONFIG });
  const { workerOptions } = unstable_getMiniflareWorkerOptions(config);
  const { assets: _, ...rest } = workerOptions;
  return convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: 0,
    cf: false,
    logRequests: false,
    ...(options.inspectorPort !== undefined && { inspectorPort: options.inspectorPort }),
    ...(log && { handleStructuredLogs: ({ message }) => void log.write(`${message}\n`) }),
    resourcePersistencePath: `${options.persistTo}/v3`,
    ...rest,
    // With another name, the objects of an earlier `wrangler dev` would not be found.
    name: config.name ?? "worker",
    // Only the config and the caller set variables; a developer's `.dev.vars` has no effect.
    bindings: { ...config.vars, ...options.vars },
    unsafeDirectSockets: [{ host: "127.0.0.1", port: options.port ?? 0 }],
    modules: modulesOf(options),
  });
}

function modulesOf({ bundle, around }: MiniflareOptions) {
  const module = (path: string, contents: string) =>
    ({ type: "ESModule", path, contents }) as const;
  const contents = bundleText(bundle);
  return around === undefined
    ? [module("index.js", contents)]
    : [module("index.js", around), module("worker.js", contents)];
}

/** There is no event for a restarted workerd, so this polls until it answers. */
async function serving(url: string, withinMs: number): Promise<number> {
  const began = performance.now();
  let last: unknown;
  while (performance.now() - began < withinMs) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
      await response.arrayBuffer();
      return performance.now() - began;
    } catch (fault) {
      last = fault;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  throw new Error(`the Worker did not come back within ${withinMs} ms`, { cause: last });
}
