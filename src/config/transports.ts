/** How the engines are reached: what carries the calls, and what is wrong with it. */
import { type EngineConfig, MAIN_BINDING, MAIN_ENGINE } from "./engines.ts";
import type { Wrong } from "./production.ts";
import type { Settings } from "./settings.ts";

/** All engines of this deployment, by the names that services give in `ocs`. */
export function enginesIn(settings: Settings, env: object): Readonly<Record<string, EngineConfig>> {
  const { CGRATES_URL: url, CGRATES_AUTH: auth = "", OCS_ENGINES } = settings;
  const { CGRATES_ACCESS_ID: id, CGRATES_ACCESS_SECRET: secret } = settings;
  const main: EngineConfig = {
    vendor: "cgrates",
    url,
    auth,
    canary: settings.CANARY_ACCOUNT,
    ...(fetcherIn(env, MAIN_BINDING) && { binding: MAIN_BINDING }),
    ...(id !== "" && { access: { id, secret } }),
  };
  return { [MAIN_ENGINE]: main, ...OCS_ENGINES };
}

/** Bindings that OCS_ENGINES names and that wrangler.toml does not have. */
export function wrongTransports({ OCS_ENGINES = {} }: Settings, env: object): readonly Wrong[] {
  return Object.entries(OCS_ENGINES).flatMap(([name, { binding }]): Wrong[] => {
    if (binding === undefined || fetcherIn(env, binding)) return [];
    const blocks = "[[vpc_services]] or [[mtls_certificates]]";
    return [["OCS_ENGINES", `${name}.binding: wrangler.toml has no ${binding} among ${blocks}`]];
  });
}

/** A binding that can be called; null: no binding has the name. */
export function fetcherIn(env: object, name: string): Fetcher | null {
  const bound = (env as Readonly<Record<string, unknown>>)[name];
  const can = typeof bound === "object" && bound !== null && "fetch" in bound;
  return can && typeof bound.fetch === "function" ? (bound as Fetcher) : null;
}
