/**
 * Programs that start programs of their own: each gets a process group, because a signal to the
 * first one alone leaves the others behind (a killed `wrangler dev` leaves two workerd serving).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { processTable } from "./process-table.ts";

export interface GroupOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where its words go: this terminal, or a file. */
  readonly output: "inherit" | string;
  /** What it says that matches is not worth a line. */
  readonly mute?: RegExp;
}
export interface ProcessGroup {
  readonly pid: number;
  /** Resolves when the first process of the group has ended, with what it ended by. */
  readonly ended: Promise<string>;
  /** The last of what it said, where it was not said to this terminal. */
  tail(): string;
  /** Ends the whole group: politely, and after `graceMs` without asking. */
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
  const tail = listen(child, options);
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  // Whatever ends this process, nothing of the group stays.
  const lastResort = () => void signalGroup(pid, "SIGKILL");
  process.once("exit", lastResort);
  const stop = async (graceMs = 5000) => {
    signalGroup(pid, "SIGTERM");
    await groupGone(pid, graceMs);
    if (signalGroup(pid, "SIGKILL")) await groupGone(pid, graceMs);
    process.removeListener("exit", lastResort);
  };
  return { pid, ended, tail, stop };
}

function listen(child: ChildProcess, { output, mute }: GroupOptions): () => string {
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

/** False when there is nobody left to hear it. */
function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw fault;
  }
}

/** Nobody tells when a group is empty, so it is asked. */
async function groupGone(pid: number, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  while (processTable().some(({ group }) => group === pid) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
