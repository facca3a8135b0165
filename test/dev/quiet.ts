import { STATE } from "./paths.ts";

/** An environment in which wrangler uses no network and writes its logs inside the checkout. */
export function quietEnv(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_LOG_PATH: `${STATE}logs`,
    XDG_CONFIG_HOME: `${STATE}config`,
    // Wrangler must not expect keys from a terminal.
    CI: "true",
    NO_COLOR: "1",
  };
}
