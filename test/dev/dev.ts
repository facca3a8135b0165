/**
 * `npm run dev` starts everything on this machine, without accounts and network: migrations, the
 * cast, simulators, the Worker, a cron ticker. Variables in `.dev.vars` replace a simulator by the
 * real Stripe or a real CGRateS. `--keep` keeps the state of the last run, `--fresh` deletes it.
 */
import { CAST } from "../fixtures/cast.ts";
import { banner } from "./banner.ts";
import { crons, startTicker } from "./cron-ticker.ts";
import { cutLinesOf, developerVars } from "./dev-vars.ts";
import { ROOT, STATE } from "./paths.ts";
import { devPorts } from "./ports.ts";
import { devSettings } from "./settings.ts";
import { unsetLines } from "./unset.ts";
import { startWorld } from "./world.ts";

const MINUTE_MS = 60_000;
const seconds = () => (performance.now() / 1000).toFixed(1).padStart(5);

async function main(): Promise<void> {
  const signaled = new Promise<string>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, resolve);
  });
  const vars = developerVars(`${ROOT}.dev.vars`, process.env);
  for (const line of cutLinesOf(`${ROOT}.dev.vars`)) console.warn(`.dev.vars: ${line}`);
  const settings = devSettings(vars, process.argv.slice(2));
  const ports = await devPorts(process.env);
  console.log("Starting; seconds, or a minute on a slow machine.");
  const inspectorPort = ports.INSPECTOR_PORT;
  const world = await startWorld({
    inspectorPort,
    onStep: (name) => console.log(`  ${seconds()} s  ${name} …`),
    persistTo: `${STATE}dev`,
    fresh: settings.fresh,
    cast: Object.values(CAST),
    port: ports.PORT,
    simulators: {
      ports: {
        stripe: ports.STRIPE_PORT,
        cgrates: ports.CGRATES_PORT,
        mailbox: ports.MAILBOX_PORT,
        turnstile: ports.TURNSTILE_PORT,
      },
      without: settings.without,
      laterMs: 5000,
    },
    vars,
    output: "inherit",
    now: Date.now(),
  });
  const times = crons();
  const ticker = startTicker(
    MINUTE_MS,
    () => world.worker.scheduled(times.sweep),
    (fault) => console.error("cron:", fault),
  );
  console.log(`  ${seconds()} s  ready`);
  console.log(await banner(world, { ...times, inspectorPort }, !settings.fresh));
  for (const line of unsetLines(world.vars)) console.log(line);
  const why = await Promise.race([signaled, world.worker.ended]);
  console.log(`\nStopping (${why}) …`);
  ticker.stop();
  await world.stop();
}

await main().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
});
