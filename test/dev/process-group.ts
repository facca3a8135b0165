/**
 * Programs that start further programs: each gets a process group, because a signal to the first
 * process alone leaves the others running (a killed `wrangler dev` leaves two workerd behind).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { processTable } from "./process-table.ts";

export interface GroupOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Its output goes to this terminal ("inherit") or to this file. */
  readonly output: "inherit" | string;
  /** Output that matches is dropped. */
  readonly mute?: RegExp;
}
export interface ProcessGroup {
  readonly pid: number;
  /** Resolves when the first process of the group ends, with its signal or exit code. */
  readonly ended: Promise<string>;
  /** The end of its output. */
  tail(): string;
  /** Ends the whole group: SIGTERM, and SIGKILL after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

const TAIL_CHARS = 4000;

export function startGroup(
  command: string,
  args: readonly string[],
  options: GroupOptions,
): ProcessGroup {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`could not start ${command}`);
  const tail = collectOutput(child, options);
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  // When this process exits, the group is killed, too.
  const killOnExit = () => void signalGroup(pid, "SIGKILL");
  process.once("exit", killOnExit);
  const stop = async (graceMs = 5000) => {
    signalGroup(pid, "SIGTERM");
    await groupGone(pid, graceMs);
    if (signalGroup(pid, "SIGKILL")) await groupGone(pid, graceMs);
    process.removeListener("exit", killOnExit);
  };
  return { pid, ended, tail, stop };
}

function collectOutput(child: ChildProcess, { output, mute }: GroupOptions): () => string {
  let tail = "";
  if (output !== "inherit") mkdirSync(dirname(output), { recursive: true });
  const file = output === "inherit" ? null : createWriteStream(output);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      tail = (tail + text).slice(-TAIL_CHARS);
      if (!mute?.test(text)) (file ?? process.stdout).write(text);
    });
  }
  return () => tail;
}

/** False if the group has no process left. */
function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw fault;
  }
}

/** There is no event for an empty group, so this polls. */
async function groupGone(pid: number, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  while (processTable().some(({ group }) => group === pid) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
