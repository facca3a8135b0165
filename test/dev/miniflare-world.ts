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
}
export interface MiniflareWorld {
  /** It stays the same after a kill. */
  readonly url: string;
  /** The Worker's own database, for preparation and oracles. */
  db(): Promise<D1Database>;
  /** The first ledger. */
  ledger(): Promise<D1Database>;
  scheduled(cron: string, atMs?: number): Promise<void>;
  /** SIGKILL of workerd: everything in memory is lost, including the queues. */
  kill(): void;
  /** Resolves when the Worker answers, with the time that took, ms. Throws after `withinMs`. */
  serving(withinMs?: number): Promise<number>;
  stop(): Promise<void>;
}

export async function startMiniflareWorld(options: MiniflareOptions): Promise<MiniflareWorld> {
  const others = new Set(workerdChildren());
  const mf = new Miniflare(miniflareOptions(options));
  await mf.ready;
  const url = (await mf.unsafeGetDirectURL()).origin;
  const mine = () => workerdChildren().filter((pid) => !others.has(pid));
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
    kill: () => {
      const [pid, ...more] = mine();
      if (pid === undefined || more.length > 0) {
        throw new Error(`one workerd expected, found ${more.length + (pid === undefined ? 0 : 1)}`);
      }
      process.kill(pid, "SIGKILL");
    },
    serving: (withinMs = 30_000) => serving(url, withinMs),
    stop: () => mf.dispose(),
  };
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
    ...(log && { handleStructuredLogs: ({ message }) => void log.write(`${message}\n`) }),
    resourcePersistencePath: `${options.persistTo}/v3`,
    ...rest,
    // With another name, the objects of an earlier `wrangler dev` would not be found.
    name: config.name ?? "worker",
    // Only the config and the caller set variables; a developer's `.dev.vars` has no effect.
    bindings: { ...config.vars, ...options.vars },
    unsafeDirectSockets: [{ host: "127.0.0.1", port: options.port ?? 0 }],
    modules: [{ type: "ESModule", path: "index.js", contents: bundleText(options.bundle) }],
  });
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
