import { unstable_readConfig } from "wrangler";
import { CONFIG } from "./paths.ts";

/** The crons of wrangler.toml: the sweep is the first, the nightly reconciliation the second. */
export function crons(): { readonly sweep: string; readonly nightly: string } {
  const [sweep, nightly] = unstable_readConfig({ config: CONFIG }).triggers.crons ?? [];
  if (sweep === undefined || nightly === undefined) throw new Error("wrangler.toml: two crons");
  return { sweep, nightly };
}

/** Runs `tick` every `everyMs` until stopped. A failure is passed to `onFault`; ticking goes on. */
export function startTicker(
  everyMs: number,
  tick: () => Promise<void>,
  onFault: (fault: unknown) => void,
): { stop(): void } {
  const timer = setInterval(() => {
    tick().catch(onFault);
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}
