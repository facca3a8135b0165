/**
 * `npm run crash -- --kills 200 [--seed 1] [--write]` kills workerd with SIGKILL at random moments
 * while customers pay and external systems misbehave. After that every payment must end within two
 * minutes, credited or refunded in full. `--write` renews RESULTS.md.
 *
 * TIMINGS are shorter than in production, so that leases and deadlines of minutes pass between two
 * kills here. Nothing else differs.
 */
import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { crons } from "../dev/cron-ticker.ts";
import { type QuickWorld, startQuickWorld } from "../dev/quick-world.ts";
import { SIMULATED } from "../dev/simulators.ts";
import { poolMember } from "../e2e/support/pool.ts";
import { randomSource } from "../simulators/stripe/ids.ts";
import { Load } from "./load.ts";
import { endsOf, paidTopUps, wrongExternally, wrongInternally, wrongTogether } from "./oracles.ts";
import { type Figures, markdown, quantile, summary } from "./report.ts";
import { readExternal, readInternal } from "./snapshot.ts";
import { startSweeping } from "./sweeping.ts";

export const TIMINGS = {
  ocsCallMs: 800,
  tryMs: 2500,
  leaseMs: 3000,
  onOutageMs: 8000,
  maxWaitMs: 30_000,
  provisioningDeadlineMs: 10_000,
  redispatchMs: 500,
  redispatchMaxMs: 3000,
  projectionDelayMs: 1000,
  backoffFirstMs: 300,
  backoffMaxMs: 3000,
};
const SERVICES = 40;
const CUSTOMERS = 6;
const SWEEP_EVERY_MS = 4000;
/** Time from a restart of the Worker to the next kill. */
const LIVES_MS = { min: 150, max: 1500 };
const MUST_END_WITHIN_MS = 120_000;

const services = Array.from({ length: SERVICES }, (_, n) => poolMember(n));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "200" },
      seed: { type: "string", default: "1" },
      write: { type: "boolean", default: false },
    },
  });
  const vars = { TIMINGS: JSON.stringify(TIMINGS) };
  const world = await startQuickWorld({ name: "crash", cast: services, vars });
  try {
    const figures = await run(world, Number(values.kills), Number(values.seed));
    if (values.write) {
      writeFileSync(new URL("RESULTS.md", import.meta.url), markdown(figures));
    }
    for (const complaint of figures.complaints.slice(0, 30)) console.log(`  ${complaint}`);
    console.log(summary(figures));
    if (figures.complaints.length > 0) process.exitCode = 1;
  } finally {
    await world.stop();
  }
}

async function run(world: QuickWorld, kills: number, seed: number): Promise<Figures> {
  const { stripe, cgrates: ocs } = world.simulators;
  if (!stripe || !ocs) throw new Error("the crash test needs both simulators");
  const plannedEnds = endsOf(readExternal(stripe, ocs));
  const random = randomSource(seed);
  const shop = {
    url: world.url,
    stripeUrl: stripe.url,
    publishableKey: SIMULATED.publishableKey,
  };
  const began = Date.now();
  const sweeping = startSweeping(world.worker, crons().sweep, SWEEP_EVERY_MS);
  const load = new Load({
    shop,
    services,
    stripe,
    ocs,
    customers: CUSTOMERS,
    random: randomSource(seed + 1),
  });
  const restartsMs = await killOften(world, kills, random);
  const killedMs = Date.now() - began;
  const rest = Date.now();
  await load.stop();
  const ended = await untilEnded(world, rest);
  await sweeping.stop();
  await world.worker.scheduled(crons().nightly);

  const external = readExternal(stripe, ocs);
  const internal = await readInternal(world, external);
  const paid = paidTopUps(external, services);
  const wrong = paid.flatMap((t) => {
    const why = wrongExternally(t) ?? wrongInternally(t, internal);
    return why === null ? [] : [`${t.serviceId} ${t.topUpId}: ${why}`];
  });
  const together = wrongTogether(external, internal, { services, plannedEnds });
  return {
    kills,
    seed,
    killedMs,
    restartsMs,
    ended,
    load: load.counts,
    payments: paid.reduce((sum, t) => sum + t.intents.length, 0),
    credited: paid.filter((t) => t.enabled.length > 0).length,
    refunded: paid.flatMap((t) => t.intents).filter((i) => i.returned === i.received).length,
    sweeps: sweeping.counts,
    complaints: [...ended.complaints, ...wrong, ...together],
    failed: Math.max(wrong.length + together.length, ended.complaints.length),
  };
}

async function killOften(
  world: QuickWorld,
  kills: number,
  random: () => number,
): Promise<number[]> {
  const restartsMs: number[] = [];
  for (let n = 1; n <= kills; n++) {
    await pause(LIVES_MS.min + random() * (LIVES_MS.max - LIVES_MS.min));
    world.worker.kill();
    restartsMs.push(await world.worker.serving());
    if (n % 20 === 0) {
      console.log(
        `${n} kills, restarted after ${quantile(restartsMs, 0.5).toFixed(0)} ms (median)`,
      );
    }
  }
  return restartsMs;
}

/** There is no event for "everything has ended", so this polls Stripe, the OCS and D1. */
async function untilEnded(world: QuickWorld, since: number): Promise<Figures["ended"]> {
  const { stripe, cgrates: ocs } = world.simulators;
  if (!stripe || !ocs) throw new Error("the crash test needs both simulators");
  let moneyMs: number | null = null;
  for (;;) {
    const elapsed = Date.now() - since;
    const external = readExternal(stripe, ocs);
    const paid = paidTopUps(external, services);
    const unended = paid.filter((t) => wrongExternally(t) !== null);
    if (unended.length === 0) moneyMs ??= elapsed;
    else moneyMs = null;
    const db = await world.worker.ledger();
    const row = await db
      .prepare("SELECT count(*) AS n FROM top_up WHERE ended = 1")
      .first<{ n: number }>();
    const open = paid.length - (row?.n ?? 0);
    if (moneyMs !== null && open === 0) return { moneyMs, projectionMs: elapsed, complaints: [] };
    if (elapsed > MUST_END_WITHIN_MS) {
      const complaint = `${unended.length} payments and ${open} rows had not ended in time`;
      return { moneyMs, projectionMs: null, complaints: [complaint] };
    }
    await pause(250);
  }
}

await main();
