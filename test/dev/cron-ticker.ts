import { unstable_readConfig } from "wrangler";
import { CONFIG } from "./paths.ts";

/** The crons of wrangler.toml: the sweep comes first, the nightly look second. */
export function crons(): { readonly sweep: string; readonly nightly: string } {
  const [sweep, nightly] = unstable_readConfig({ config: CONFIG }).triggers.crons ?? [];
  if (sweep === undefined || nightly === undefined) throw new Error("wrangler.toml: two crons");
  return { sweep, nightly };
}

/** Runs `tick` every `everyMs` until stopped; a tick that fails is told, and the next one comes. */
export function startTicker(
  everyMs: number,
  tick: () => Promise<void>,
  tell: (fault: unknown) => void,
): { stop(): void } {
  const timer = setInterval(() => {
    tick().catch(tell);
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}
