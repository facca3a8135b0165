import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { envFile, type Vars } from "./dev-vars.ts";
import { writeDevelopmentConfig } from "./development-config.ts";
import { ROOT, WRANGLER } from "./paths.ts";
import { type ProcessGroup, startGroup } from "./process-group.ts";
import { quietEnv } from "./quiet.ts";

export interface WorkerOptions {
  readonly port: number;
  /** The folder for the state of D1 and the objects. */
  readonly persistTo: string;
  /** Replaces `.dev.vars`, which only `npm run dev` reads. */
  readonly vars: Vars;
  /** Its output goes to this terminal ("inherit") or to this file. */
  readonly output: "inherit" | string;
  /** For a developer: the port of the inspector, and pages that reload when they are rebuilt. */
  readonly inspectorPort?: number | undefined;
}
export interface RunningWorker {
  readonly url: string;
  readonly ended: Promise<string>;
  /** Runs the cron handler once: `wrangler dev` never does by itself. */
  scheduled(cron: string): Promise<void>;
  stop(): Promise<void>;
}

/** A warning at every start that does not apply: our own ticker runs the crons. */
const NOT_TICKING = /Scheduled Workers are not automatically triggered/;
const START_WITHIN_MS = 180_000;

/** Starts `wrangler dev` in a process group of its own; resolves when it answers. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  // A file, because arguments would show secrets in the list of processes.
  const varsFile = `${options.persistTo}/worker.env`;
  mkdirSync(dirname(varsFile), { recursive: true });
  writeFileSync(varsFile, envFile(options.vars), { mode: 0o600 });
  const args = [
    WRANGLER,
    "dev",
    "--config",
    writeDevelopmentConfig(options.persistTo),
    "--ip",
    "127.0.0.1",
    "--port",
    `${options.port}`,
    "--inspector-port",
    `${options.inspectorPort ?? 0}`,
    "--show-interactive-dev-session=false",
    "--log-level",
    "warn",
    "--persist-to",
    options.persistTo,
    "--env-file",
    varsFile,
  ];
  const group = startGroup(process.execPath, args, {
    cwd: ROOT,
    env: {
      ...quietEnv(),
      ...(options.inspectorPort !== undefined && { EDGE_TOPUP_RELOAD: "on" }),
    },
    output: options.output,
    mute: NOT_TICKING,
  });
  const url = `http://127.0.0.1:${options.port}`;
  try {
    await serving(url, group);
  } catch (fault) {
    await group.stop();
    throw fault;
  }
  return {
    url,
    ended: group.ended,
    scheduled: (cron) => scheduled(url, cron),
    stop: () => group.stop(),
  };
}

/** Resolves at the first answer of any status; throws if the program ends before. */
async function serving(url: string, group: ProcessGroup): Promise<void> {
  const until = Date.now() + START_WITHIN_MS;
  let ended: string | null = null;
  void group.ended.then((how) => {
    ended = how;
  });
  while (Date.now() < until) {
    if (ended !== null) throw new Error(`the Worker did not start (${ended})\n${group.tail()}`);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
      await response.arrayBuffer();
      return;
    } catch {
      // The port is not open yet, which is normal until the deadline.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`the Worker did not answer within ${START_WITHIN_MS} ms\n${group.tail()}`);
}

async function scheduled(url: string, cron: string): Promise<void> {
  const query = new URLSearchParams({ cron });
  const response = await fetch(`${url}/cdn-cgi/local/scheduled?${query}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`cron ${cron}: HTTP ${response.status} ${text}`);
}
