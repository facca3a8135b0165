import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { envFile, type Vars } from "./dev-vars.ts";
import { CONFIG, ROOT, WRANGLER } from "./paths.ts";
import { type ProcessGroup, startGroup } from "./process-group.ts";
import { quietEnv } from "./quiet.ts";

export interface WorkerOptions {
  readonly port: number;
  /** Where D1 and the objects live. */
  readonly persistTo: string;
  /** Instead of `.dev.vars`, which is not read by anybody but `npm run dev`. */
  readonly vars: Vars;
  /** Where its words go: this terminal, or a file. */
  readonly output: "inherit" | string;
}
export interface RunningWorker {
  readonly url: string;
  readonly ended: Promise<string>;
  /** Crons never fire by themselves here. `atMs`: what the handler believes the time to be. */
  scheduled(cron: string): Promise<void>;
  stop(): Promise<void>;
}

/** Said at every start; whoever starts a Worker here ticks for it. */
const NOT_TICKING = /Scheduled Workers are not automatically triggered/;
const START_WITHIN_MS = 60_000;

/** `wrangler dev` in a process group of its own; resolves when it serves. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  // In a file: an argument would show secrets in the list of processes.
  const varsFile = `${options.persistTo}/worker.env`;
  mkdirSync(dirname(varsFile), { recursive: true });
  writeFileSync(varsFile, envFile(options.vars), { mode: 0o600 });
  const args = [
    ...[WRANGLER, "dev", "--config", CONFIG, "--ip", "127.0.0.1", "--port", `${options.port}`],
    ...["--inspector-port", "0", "--show-interactive-dev-session=false", "--log-level", "warn"],
    ...["--persist-to", options.persistTo, "--env-file", varsFile],
  ];
  const group = startGroup(process.execPath, args, {
    cwd: ROOT,
    env: quietEnv(),
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

/** Resolves at the first answer, whatever it says; throws when the program ended before. */
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
      // Nobody listens yet; the deadline says how long that is normal.
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
