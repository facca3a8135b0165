import { mkdirSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { experimental_readRawConfig } from "wrangler";
import { CONFIG, ROOT } from "./paths.ts";

/** What of wrangler.toml holds paths, or must not be there. */
interface RawConfiguration {
  readonly secrets?: unknown;
  readonly env?: unknown;
  readonly main?: string;
  readonly alias?: Readonly<Record<string, string>>;
  readonly assets?: { readonly directory?: string };
  readonly build?: { readonly watch_dir?: string | readonly string[] };
  readonly d1_databases?: readonly { readonly migrations_dir?: string }[];
}

/**
 * Writes wrangler.toml for `wrangler dev` into a folder and returns the path: production without
 * `[secrets]`. With it, only vars and the secrets that are named there would reach the Worker, and
 * every optional one of `.dev.vars` (IP_API_TOKEN, OCS_ENGINES …) would be lost without a word.
 */
export function writeDevelopmentConfig(folder: string): string {
  const raw: RawConfiguration = experimental_readRawConfig({ config: CONFIG }).rawConfig;
  const { secrets: _, env: __, ...rest } = raw;
  const config = {
    ...rest,
    ...(rest.main && { main: fromRoot(rest.main) }),
    ...(rest.alias && { alias: mapped(rest.alias, fromRoot) }),
    ...(rest.assets?.directory && {
      assets: { ...rest.assets, directory: fromRoot(rest.assets.directory) },
    }),
    ...(rest.build && {
      build: {
        ...rest.build,
        cwd: ROOT,
        watch_dir: [rest.build.watch_dir ?? []]
          .flat()
          .map((path) => relative(folder, `${ROOT}${path}`)),
      },
    }),
    ...(rest.d1_databases && {
      d1_databases: rest.d1_databases.map((database) => ({
        ...database,
        ...(database.migrations_dir && { migrations_dir: fromRoot(database.migrations_dir) }),
      })),
    }),
  };
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/wrangler.json`;
  writeFileSync(path, JSON.stringify(config, null, 2));
  return path;
}

/** Paths in a configuration are relative to its own folder. */
const fromRoot = (path: string): string => (path.startsWith("/") ? path : `${ROOT}${path}`);

const mapped = (record: Readonly<Record<string, string>>, change: (value: string) => string) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
