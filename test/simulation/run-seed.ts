/** Runs one seed, from the first customer to the last check. */
import { beginRuns } from "../../src/app/recovery/begin-runs.ts";
import type { ServiceId, TopUpId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { stateOf } from "../../src/domain/top-up/states.ts";
import { NIGHTLY_JOBS, SWEEP_JOBS } from "../../src/triggers/page-jobs.ts";
import { CRON } from "../app/actors.ts";
import { CardTesters } from "./actors/card-testers.ts";
import { Customers } from "./actors/customers.ts";
import { DisturbanceRunner } from "./actors/disturbance-runner.ts";
import { disturbancesFor } from "./actors/disturbances.ts";
import { KeyedCallers } from "./actors/keyed-callers.ts";
import { LegacyCallers } from "./actors/legacy-callers.ts";
import { deliverWebhooks } from "./actors/webhook-delivery.ts";
import { plan } from "./incidents.ts";
import { Always } from "./oracles/always.ts";
import { checkAnswered, checkAtRest, checkSoon } from "./oracles/at-rest.ts";
import { checkAtTheEnd, QUIET_MS } from "./oracles/at-the-end.ts";
import { Cells } from "./oracles/cells.ts";
import { KeyedOracle } from "./oracles/keyed.ts";
import { presentedPaymentsHaveEnded } from "./oracles/legacy.ts";
import { Tries } from "./oracles/tries.ts";
import { Violation } from "./oracles/violation.ts";
import { arrange, healLinks, type Scenario } from "./scenario.ts";
import type { Kind } from "./scenario-kinds.ts";
import { trigger } from "./triggers.ts";
import type { SimulatedDatabases } from "./world/databases.ts";
import { HOUR, MINUTE } from "./world/durations.ts";
import { PLAN_ENDS, START, serviceNumber } from "./world/register.ts";
import { World } from "./world/world.ts";

export interface SeedOptions {
  readonly kind: Kind | null;
  /** For liveness: no sweep and no credit reconciliation. */
  readonly withoutCron: boolean;
  readonly trace: boolean;
}
export interface SeedResult {
  readonly seed: number;
  readonly kind: Kind;
  readonly broken: { readonly oracle: string; readonly detail: string } | null;
  readonly hits: ReadonlyMap<string, number>;
  readonly counts: Counts;
  readonly history: readonly string[];
}
export interface Counts {
  events: number;
  topUps: number;
  credited: number;
  refunded: number;
  deaths: number;
  resets: number;
  lost: number;
  commits: number;
  /** Put into the queues; the duplicates that a queue itself makes are not counted. */
  messages: number;
}

/** States that few top-ups reach; these get more disturbances. */
const RARE = /processing|canceling|approval|review|resolving|revoking|parked|refund_failed/;
const MAX_EVENTS = 200_000;

export async function runSeed(
  seed: number,
  d1: SimulatedDatabases,
  options: SeedOptions,
): Promise<SeedResult> {
  const history: string[] = [];
  d1.begin();
  const world = new World(seed, d1, options.trace ? history : null);
  const always = new Always(world);
  const cells = new Cells(world);
  const scenario = arrange(world, options.kind);
  let broken: SeedResult["broken"] = null;
  try {
    new KeyedCallers(world, seed).come();
    new CardTesters(world, seed).come();
    await live(world, always, cells, scenario, options);
  } catch (fault) {
    const oracle = fault instanceof Violation ? fault.oracle : "fault";
    broken = {
      oracle,
      detail: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault),
    };
    if (fault instanceof Violation) broken = { oracle, detail: fault.message };
  } finally {
    d1.forget();
  }
  const counts = countsOf(world);
  for (const host of allHosts(world)) host.storage.close();
  return { seed, kind: scenario.kind, broken, hits: cells.hits, counts, history };
}

async function live(
  world: World,
  always: Always,
  cells: Cells,
  scenario: Scenario,
  options: SeedOptions,
): Promise<void> {
  const { clock } = world;
  prepareWorld(world, always, scenario);
  // A webhook that is lost is made up for by the sweep alone, so without the sweep none is lost.
  const { webhooks } = scenario;
  deliverWebhooks(world, options.withoutCron ? { ...webhooks, lost: 0 } : webhooks);
  const customers = new Customers(world, scenario.habits);
  const disturbances = new DisturbanceRunner(world, customers.requested);
  const keyed = new KeyedOracle(world);
  const tries = new Tries(world);
  world.observer = {
    before: (host, method, input) => {
      cells.before(host, method, input);
      return () => {};
    },
    waking: (host) => cells.ticks(host),
    answered: (...call) => keyed.answered(...call),
    moved: (host, t, from) => {
      const { topUpId } = t.request;
      world.trace(() => `${host.name.slice(-2)} ${topUpId.slice(-4)} ${from} → ${stateOf(t)}`);
      trigger(scenario.kind, { world, disturbances, host, t, from });
      const rare = RARE.test(stateOf(t));
      disturb(world, scenario, disturbances, t.request.serviceId, topUpId, rare ? 6 : 3);
    },
  };
  const failures: unknown[] = [];
  for (let i = 0; i < scenario.customers; i++) {
    clock.after(world.random.skewed(0, scenario.activeMs), () => {
      const service = world.random.pick([...world.services.keys()]);
      customers.visit(service).catch((fault: unknown) => failures.push(fault));
    });
  }
  const legacy = new LegacyCallers(world);
  for (let i = 0; i < scenario.legacyCallers; i++) {
    clock.after(world.random.skewed(0, scenario.activeMs), () => {
      const service = world.random.pick([...world.services.values()]);
      legacy.visit(service).catch((fault: unknown) => failures.push(fault));
    });
  }
  plan(world, always, scenario);
  await passTime(world, [always, keyed, tries], scenario, options);
  if (failures.length > 0) throw failures[0];
  checkAtRest(world, always);
  presentedPaymentsHaveEnded(world, legacy.presented);
  await keyed.atRest();
  await clock.runUntil(clock.now + QUIET_MS, MAX_EVENTS, () => {});
  checkAtTheEnd(world);
}

/** Creates the services in the register, their accounts at the OCS and the plans on these. */
function prepareWorld(world: World, always: Always, scenario: Scenario): void {
  for (let n = 1; n <= scenario.services; n++) {
    const service = serviceNumber(n);
    world.services.set(service.id, service);
    world.d1.all(
      `INSERT INTO service (id, ordinal, brand, service_uuid, kind, label, status, ocs, tenant,
        account, time_zone) VALUES (?, ?, ?, ?, ?, ?, 'active', ?, ?, ?, ?)`,
      service.id,
      service.ordinal,
      service.brand,
      service.serviceUuid,
      service.kind,
      service.label,
      service.account.ocs,
      service.account.tenant,
      service.account.account,
      service.timeZone,
    );
    const name = service.account.account;
    world.ocs.create(name);
    const plan = world.random.pick(PLAN_ENDS);
    always.putPlan(name, plan === null ? null : START + plan);
  }
}

/** A top-up entered a state: schedules a disturbance, by chance, and `left` more after it. */
function disturb(
  world: World,
  scenario: Scenario,
  disturbances: DisturbanceRunner,
  serviceId: ServiceId,
  topUpId: TopUpId,
  left: number,
): void {
  if (world.calm || left === 0 || !world.random.chance(scenario.disturbanceChance)) return;
  const name = nameNow(world, serviceId, topUpId);
  const brief = /paid|crediting|resolving|revoking|cancel/.test(name);
  const ms = world.random.skewed(0, brief ? 40 : world.random.pick([50, 3000, 120_000]));
  world.clock.after(ms, () => {
    if (world.calm) return;
    const host = world.host(serviceId);
    const t = host.load(topUpId);
    if (!t) return;
    const disturbance = world.random.pick(disturbancesFor(stateOf(t)));
    disturbances
      .run(disturbance, host, topUpId)
      .catch((fault: unknown) => world.trace(() => `disturbance: ${fault}`));
    disturb(world, scenario, disturbances, serviceId, topUpId, left - 1);
  });
}

function nameNow(world: World, serviceId: ServiceId, topUpId: TopUpId): string {
  const t = world.host(serviceId).load(topUpId);
  return t ? stateOf(t) : "";
}

/** Here the OCS is slow or has lost an account, and answers: what was granted ends all the same. */
const ANSWERS_ALL_THE_TIME: ReadonlySet<Kind> = new Set(["slow_ocs", "gone_for_good"]);

/** Faults first, then none: a bounded time later everything must have come to rest. */
async function passTime(
  world: World,
  watching: readonly { readonly broken: Violation | null }[],
  scenario: Scenario,
  options: SeedOptions,
): Promise<void> {
  const check = () => {
    for (const { broken } of watching) if (broken) throw broken;
  };
  const until = (at: number) => world.clock.runUntil(at, MAX_EVENTS, check);
  const cron = async (night: boolean) => {
    if (options.withoutCron) return;
    const jobs = night ? [...SWEEP_JOBS, ...NIGHTLY_JOBS] : SWEEP_JOBS;
    void world.request("cron", (ports) => beginRuns(ports, CRON, jobs));
    // What failed in the first sweep waits for the backlog of a later one.
    for (let sweeps = 0; sweeps < 3; sweeps++) {
      await until(world.clock.now + 6 * MINUTE);
      void world.request("cron", (ports) => beginRuns(ports, CRON, SWEEP_JOBS));
    }
    await until(world.clock.now + 5 * MINUTE);
  };
  // Where alarms get lost, the sweep must do their work; it runs as often as in production.
  let checked = world.alarmLoss === 0 || options.withoutCron;
  const sweepOften = () => {
    if (checked) return;
    void world.request("cron", (ports) => beginRuns(ports, CRON, SWEEP_JOBS));
    world.clock.after(5 * MINUTE, sweepOften);
  };
  sweepOften();
  await until(START + scenario.activeMs);
  await cron(false);
  await until(
    Math.max(world.clock.now, world.ocs.faults.silentUntil) +
      (process.env.DOWN ? Number(process.env.DOWN) * HOUR : 20 * MINUTE),
  );
  if (ANSWERS_ALL_THE_TIME.has(scenario.kind)) {
    await until(world.clock.now + 2 * HOUR);
    checkAnswered(world);
  }
  healLinks(world);
  await cron(false);
  await until(world.clock.now + HOUR);
  checkSoon(world);
  checked = true;
  for (let night = 0; night < 16; night++) {
    if (night < 4 || night > 13) await cron(true);
    await until(world.clock.now + DAY_MS);
  }
}

const allHosts = (world: World) => [...world.hosts.values(), ...world.keyedHosts.values()];

function countsOf(world: World): Counts {
  const hosts = allHosts(world);
  const topUps = [...world.hosts.values()].flatMap((host) => host.topUps());
  const named = (name: string) => topUps.filter((t) => stateOf(t) === name).length;
  return {
    events: world.clock.steps,
    topUps: topUps.length,
    credited: named("credited"),
    refunded: named("refunded"),
    deaths: world.network.tally.deaths,
    resets: hosts.reduce((sum, host) => sum + host.resets, 0),
    lost: world.network.tally.lost,
    commits: hosts.reduce((sum, host) => sum + host.storage.commits, 0),
    messages: world.queues.sent,
  };
}
