import { crons } from "../../dev/cron-ticker.ts";
import type { Vars } from "../../dev/dev-vars.ts";
import { STATE } from "../../dev/paths.ts";
import { startWorld } from "../../dev/world.ts";
import { CAST } from "../../fixtures/cast.ts";
import { pool } from "./pool.ts";
import { publishAddress } from "./world-address.ts";

/** A colour that is too light for text, so that axe sees what is made of it. */
const TOO_LIGHT = "#ffcc00";

/**
 * Opens the same world as `npm run dev`, on free ports, with a service for every test; resolves
 * with a function that stops it.
 */
export async function openWorld(
  name: string,
  timings: Readonly<Record<string, number>>,
  vars: Vars = {},
): Promise<() => Promise<void>> {
  const persistTo = `${STATE}${name}`;
  const world = await startWorld({
    persistTo,
    fresh: true,
    cast: Object.values(CAST),
    registered: pool(),
    port: 0,
    kestrel: { colour: TOO_LIGHT },
    vars: { TIMINGS: JSON.stringify(timings), ...vars },
    output: `${STATE}${name}-worker.log`,
    now: Date.now(),
  });
  const { stripe, cgrates, mailbox, turnstile } = world.simulators;
  const times = crons();
  publishAddress({
    portal: world.url,
    stripe: stripe?.url ?? "",
    cgrates: cgrates?.url ?? "",
    mailbox: mailbox.url,
    turnstile: turnstile.url,
    signingKey: world.vars.SIGNING_KEY ?? "",
    sweepCron: times.sweep,
    nightlyCron: times.nightly,
    taken: persistTo,
  });
  return () => world.stop();
}
