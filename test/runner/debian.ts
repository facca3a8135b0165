import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Whether this process may install packages: it is root on Debian or one of its family. */
export const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/** Installs packages, if it may. The caller looks afterwards whether what it needs is there. */
export function installPackages(names: readonly string[]): void {
  if (names.length === 0 || !mayInstall()) return;
  console.log(`Installing Debian's ${names.join(" and ")}.`);
  runProgram("apt-get", ["update", "-qq"]);
  runProgram("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names]);
}

/** Its exit code does not matter: the caller checks what is there. */
export function runProgram(command: string, args: readonly string[]): void {
  spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
