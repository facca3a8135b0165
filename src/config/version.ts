import { version } from "../../package.json";

/**
 * What runs here, for `/api/health` and every log line: the version of package.json, and after `+`
 * the commit (`wrangler deploy --tag`), else the id that Cloudflare gave to what was uploaded; in
 * development "dev", because what runs is the working copy.
 */
export function versionOf(env: object): string {
  const { ENVIRONMENT, VERSION } = env as Readonly<Record<string, unknown>>;
  if (ENVIRONMENT === "development") return `${version}+dev`;
  const { tag, id } = (VERSION ?? {}) as Partial<WorkerVersionMetadata>;
  return [version, tag || id].filter(Boolean).join("+");
}
