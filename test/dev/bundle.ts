import { readFileSync } from "node:fs";
import { parse } from "node:path";
import { unstable_readConfig } from "wrangler";
import { CONFIG } from "./paths.ts";
import { runWrangler } from "./run-program.ts";

/**
 * Builds the Worker as a deploy would, minified, into `outdir`. Answers with the path of the one
 * module it is.
 */
export async function buildBundle(outdir: string, config: string = CONFIG): Promise<string> {
  await runWrangler([
    ...["deploy", "--dry-run", "--minify", "--config", config, "--outdir", outdir],
  ]);
  const { main } = unstable_readConfig({ config });
  if (main === undefined) throw new Error(`${config}: no main`);
  return `${outdir}/${parse(main).name}.js`;
}

export const bundleText = (path: string): string => readFileSync(path, "utf8");
