import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly name: string;
}

/** All running processes, without those that have ended and wait to be reaped. */
export function processTable(): ProcessRow[] {
  return existsSync("/proc/self/stat") ? fromProc() : fromPs();
}

/** The pids of the workerd processes that this process started; Miniflare does not report them. */
export const workerdChildren = (): number[] =>
  processTable()
    .filter(({ parent, name }) => parent === process.pid && name.endsWith("workerd"))
    .map(({ pid }) => pid);

const TICK_MS = 10;
const KIB_PER_MIB = 1024;

/** User and system time of a process (proc(5): fields 14 and 15 of its stat), ms. */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Resident memory of a process (proc(5): VmRSS of its status), MiB. */
export function memoryMiB(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  if (!found) throw new Error(`/proc/${pid}/status has no VmRSS`);
  return Number(found[1]) / KIB_PER_MIB;
}

function fromProc(): ProcessRow[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      const found = /\((.*)\) (\S) (\d+) (\d+)/.exec(statOf(entry));
      if (!found || found[2] === "Z") return [];
      const [, name = "", , parent, group] = found;
      return [{ pid: Number(entry), parent: Number(parent), group: Number(group), name }];
    });
}

/** Empty if the process ended meanwhile. */
function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return "";
    throw fault;
  }
}

function fromPs(): ProcessRow[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat=,comm="], {
    encoding: "utf8",
  });
  return table.split("\n").flatMap((line) => {
    const [pid, parent, group, state, name] = line.trim().split(/\s+/);
    if (name === undefined || state?.startsWith("Z")) return [];
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), name }];
  });
}
