import { readFileSync } from "node:fs";
import { parse } from "node:path";
import { unstable_readConfig } from "wrangler";
import { CONFIG } from "./paths.ts";
import { runWrangler } from "./run-program.ts";

interface BundleOptions {
  readonly config?: string;
  /** Function names stay as they are in the source, for a profile. */
  readonly named?: boolean;
}

/** Builds the Worker like a deploy, minified, into `outdir`. Returns the path of its one module. */
export async function buildBundle(
  outdir: string,
  { config = CONFIG, named = false }: BundleOptions = {},
): Promise<string> {
  const build = ["deploy", "--dry-run", "--env=", "--config", config, "--outdir", outdir];
  await runWrangler(named ? [...build, "--minify=false"] : build);
  const { main } = unstable_readConfig({ config });
  if (main === undefined) throw new Error(`${config}: no main`);
  return `${outdir}/${parse(main).name}.js`;
}

export const bundleText = (path: string): string => readFileSync(path, "utf8");
