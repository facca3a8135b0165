import { STATE } from "./paths.ts";

/** Keeps wrangler off the network and its logs inside the checkout. */
export function quietEnv(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_LOG_PATH: `${STATE}logs`,
    XDG_CONFIG_HOME: `${STATE}config`,
    // Wrangler only stops by itself when a person could have pressed a key.
    CI: "true",
    NO_COLOR: "1",
  };
}
