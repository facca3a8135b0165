import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a run of wrangler said, and how it ended. */
export interface WranglerRun {
  readonly ok: boolean;
  readonly said: string;
}
/** Runs wrangler for one environment; what it says is shown as it comes. */
export type Wrangler = (...args: readonly string[]) => Promise<WranglerRun>;

const PROGRAM = fileURLToPath(
  new URL("../../../node_modules/wrangler/bin/wrangler.js", import.meta.url),
);

/** `env`: as for `--env`; empty is production. */
export const wranglerFor =
  (env: string): Wrangler =>
  (...args) =>
    new Promise((resolve, reject) => {
      console.log(`\n$ wrangler ${args.join(" ")} --env="${env}"`);
      // Without a terminal wrangler asks nothing.
      const child = spawn(process.execPath, [PROGRAM, ...args, `--env=${env}`], {
        env: { ...process.env, CI: "true", NO_COLOR: "1", WRANGLER_HIDE_BANNER: "true" },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          process.stdout.write(text);
          said += text;
        });
      }
      child.once("error", reject);
      child.once("close", (code) => resolve({ ok: code === 0, said }));
    });

/** Like `wrangler`, but a failure is one of the release. */
export async function must(wrangler: Wrangler, ...args: readonly string[]): Promise<string> {
  const { ok, said } = await wrangler(...args);
  if (!ok) throw new Error(`wrangler ${args.slice(0, 2).join(" ")} failed`);
  return said;
}
