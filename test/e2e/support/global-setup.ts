import { crons } from "../../dev/cron-ticker.ts";
import { STATE } from "../../dev/paths.ts";
import { startWorld } from "../../dev/world.ts";
import { CAST } from "../../fixtures/cast.ts";
import { pool } from "./pool.ts";
import { tellAddress } from "./world-address.ts";

/** The waits of production are minutes; a journey's are seconds. */
const TIMINGS = {
  ocsCallMs: 1000,
  tryMs: 3500,
  leaseMs: 5000,
  readingFreshMs: 2000,
  onOutageMs: 4000,
  maxWaitMs: 15_000,
  deliveryDeadlineMs: 6000,
  redispatchMs: 500,
  backoffFirstMs: 300,
  backoffMaxMs: 1000,
};

/** The same world as `npm run dev`, on free ports, with a service for every test. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const persistTo = `${STATE}e2e`;
  const world = await startWorld({
    persistTo,
    fresh: true,
    cast: Object.values(CAST),
    registered: pool(),
    port: 0,
    vars: { TIMINGS: JSON.stringify(TIMINGS) },
    output: `${STATE}e2e-worker.log`,
    now: Date.now(),
  });
  const { stripe, cgrates, mailbox } = world.simulators;
  const times = crons();
  tellAddress({
    portal: world.url,
    stripe: stripe?.url ?? "",
    cgrates: cgrates?.url ?? "",
    mailbox: mailbox.url,
    signingKey: world.vars.SIGNING_KEY ?? "",
    operatorToken: world.vars.OPERATOR_TOKEN ?? "",
    sweepCron: times.sweep,
    nightlyCron: times.nightly,
    taken: persistTo,
  });
  return () => world.stop();
}
