import { spawn } from "node:child_process";
import { ROOT, WRANGLER } from "./paths.ts";
import { quietEnv } from "./quiet.ts";

/** Runs wrangler to its end. Throws with its whole output if it failed. */
export function runWrangler(args: readonly string[], cwd: string = ROOT): Promise<string> {
  return runProgram(process.execPath, [WRANGLER, ...args], { cwd, env: quietEnv() });
}

export function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${command} ${args.join(" ")}: exit code ${code}\n${said}`));
    });
  });
}
