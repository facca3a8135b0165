import { spawn } from "node:child_process";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import type { DeploySurroundings } from "./deploy-surroundings.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const WRANGLER = `${ROOT}node_modules/wrangler/bin/wrangler.js`;

/** This machine: its network, its terminal, and the wrangler of the packages. */
export function machineSurroundings(): DeploySurroundings {
  const { stdin, stdout, env } = process;
  return {
    env,
    fetch: (url, init) => fetch(url, init),
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    ask: stdin.isTTY && stdout.isTTY && !env.CI ? askAtTerminal : null,
    wrangler: (args) => runInstalledWrangler(args, { ...env, CI: "true" }),
    root: ROOT,
  };
}

async function askAtTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

/** The error that wrangler ends with, in one line; all that it said where there is none. */
function errorIn(said: string): string {
  const plain = stripVTControlCharacters(said);
  const [, after = plain] = plain.split("[ERROR]");
  const [error = ""] = after.split(/If you think this is a bug|🪵/);
  return error.replaceAll(/\s+/g, " ").trim().slice(0, 500);
}

/** Answers with all that it said. Throws with its error when it failed. */
export function runInstalledWrangler(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const stdio = ["ignore", "pipe", "pipe"] as const;
    const child = spawn(process.execPath, [WRANGLER, ...args], {
      cwd: ROOT,
      env,
      stdio: [...stdio],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`wrangler ${args.slice(0, 2).join(" ")}: ${errorIn(said)}`));
    });
  });
}
