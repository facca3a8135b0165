/** The world of the stories: told from its beginning, or gone on from what a release left. */
import { beginRuns } from "../../src/app/recovery/begin-runs.ts";
import { toId } from "../../src/domain/base/ids.ts";
import { stateOf } from "../../src/domain/top-up/states.ts";
import type { TopUp } from "../../src/domain/top-up/top-up.ts";
import { NIGHTLY_JOBS, SWEEP_JOBS } from "../../src/triggers/page-jobs.ts";
import { CRON } from "../app/actors.ts";
import { deliverWebhooks } from "../simulation/actors/webhook-delivery.ts";
import { type DatabaseKind, migrationNames, type SimulatedD1 } from "../simulation/world/d1.ts";
import { SimulatedDatabases } from "../simulation/world/databases.ts";
import { DAY, HOUR, MINUTE } from "../simulation/world/durations.ts";
import type { HostedObject } from "../simulation/world/hosted-object.ts";
import { GOOD_LINK, Program } from "../simulation/world/network.ts";
import type { ObjectHost } from "../simulation/world/object-host.ts";
import { START, serviceNumber } from "../simulation/world/register.ts";
import { World } from "../simulation/world/world.ts";
import { quiet } from "./commands.ts";
import type { Frozen, FrozenObject } from "./frozen.ts";
import { recordCalls } from "./recorded-calls.ts";
import { dumpOf, statementsOf } from "./sqlite-text.ts";
import { STILL, STORIES } from "./stories.ts";
import { Tale } from "./tale.ts";

/** Chance decides latencies alone; an even one is an email service with keys. */
const SEED = 2;
const MAX_EVENTS = 500_000;
const WEBHOOKS = { lost: 0, twice: 0, delayMs: [50, 500] } as const;

const run = (world: World, until: number) => world.clock.runUntil(until, MAX_EVENTS, () => {});

function enterServices(world: World, services: number): void {
  for (let n = 1; n <= services; n++) {
    const service = serviceNumber(n);
    world.services.set(service.id, service);
  }
}

/** Tells every story until the world stands still. Throws when one does not stand as it should. */
export async function tellStories(
  make = (seed: number) => new World(seed, new SimulatedDatabases(), null),
) {
  const world = make(SEED);
  enterServices(world, STORIES.length);
  for (const service of world.services.values()) {
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
    world.ocs.create(service.account.account);
  }
  deliverWebhooks(world, WEBHOOKS);
  const recorded = recordCalls(world);
  const told = STORIES.map(async ({ tell }, n) => {
    const tale = new Tale(world, serviceNumber(n + 1));
    return { tale, bought: await tell(tale, START) };
  });
  const ended = Promise.all(told);
  // A story that fails ends the run at once instead of being waited for.
  let fault: unknown = null;
  ended.catch((reason: unknown) => {
    fault = reason;
  });
  await world.clock.runUntil(START + STILL, MAX_EVENTS, () => {
    if (fault) throw fault;
  });
  const stories = (await ended).map(({ tale, bought }, n) => ({
    name: STORIES[n]?.name ?? "",
    serviceId: tale.service.id,
    topUpId: bought.topUpId,
    state: tale.stateOf(bought),
  }));
  const wrong = stories.filter(({ state }, n) => state !== STORIES[n]?.state);
  if (wrong.length > 0) throw new Error(`not as told: ${JSON.stringify(wrong, null, 1)}`);
  return { world, stories, calls: recorded.calls() };
}

/** What lies in the world now, as a release leaves it behind. */
export function storagesOf(world: World): Pick<Frozen, "objects" | "d1" | "outside"> {
  const frozen = (kind: FrozenObject["kind"]) => (host: HostedObject<never>) => ({
    kind,
    name: host.name,
    alarmAt: host.storage.alarmAt,
    sql: dumpOf((sql) => host.storage.sql.exec(sql).toArray()),
  });
  const objects = [
    ...[...world.hosts.values()].map((host) => frozen("service")(host as never)),
    ...someKeyed(world).map((host) => frozen("keyed")(host as never)),
  ];
  return {
    objects,
    d1: {
      main: frozenDatabase("main", world.d1.main),
      ledgers: world.d1.ledgers.map((ledger) => frozenDatabase("ledger", ledger)),
    },
    outside: { stripe: world.stripe.stored(), accounts: world.ocs.engine.accounts },
  };
}

const frozenDatabase = (kind: DatabaseKind, d1: SimulatedD1) => ({
  applied: migrationNames(kind),
  sql: dumpOf((sql) => d1.all(sql)),
});

/** Every sequence, and of the counters, which are all alike, the newest of each kind. */
function someKeyed({ keyedHosts }: World) {
  const counters = new Map([...keyedHosts.values()].map((host) => [host.name.split(" ")[0], host]));
  return [...keyedHosts.values()].filter(
    (host) => !host.name.startsWith("rate:") || counters.get(host.name.split(" ")[0]) === host,
  );
}

/** The world that a release left behind, under the code of now. Its clock stands at that moment. */
export function wakeWorld(frozen: Frozen): World {
  const world = new World(SEED, new SimulatedDatabases(frozen.d1), null);
  world.clock.now = frozen.at;
  enterServices(world, frozen.services);
  // A copy, because the world changes what it was given.
  const { stripe, accounts } = structuredClone(frozen.outside);
  world.stripe.restore(stripe);
  for (const [key, account] of accounts as typeof world.ocs.engine.accounts) {
    world.ocs.engine.accounts.set(key, account);
  }
  for (const { kind, name, alarmAt, sql } of frozen.objects) {
    const host = kind === "service" ? world.host(name) : world.keyedHost(name);
    for (const statement of statementsOf(sql)) host.storage.sql.exec(statement);
    if (alarmAt !== null) void host.storage.setAlarm(alarmAt);
  }
  deliverWebhooks(world, WEBHOOKS);
  return world;
}

/**
 * Goes on until everything has ended: the outside world answers again, banks pay, disputes are won,
 * and the sweep runs every night. No operator approves, so what waits for one runs out of time.
 */
export async function goOn(world: World): Promise<void> {
  Object.assign(world.d1Link, GOOD_LINK);
  world.ocs.faults.silentUntil = 0;
  for (const intent of world.stripe.intents.values()) {
    world.clock.after(MINUTE, () => {
      if (intent.status === "processing") world.stripe.change(intent, "succeeded");
      if (intent.dispute === "open") world.stripe.dispute(intent, "won");
    });
  }
  await run(world, world.clock.now + HOUR);
  for (let night = 0; night < 9; night++) {
    void world.request("cron", (ports) => beginRuns(ports, CRON, [...SWEEP_JOBS, ...NIGHTLY_JOBS]));
    await run(world, world.clock.now + DAY);
  }
}

/** Writes the logs of all objects to D1, as the projection does for objects that send all again. */
export async function projectAnew(world: World): Promise<void> {
  quiet(world);
  const { projectionStore, objects } = world.portsFor(new Program("projection"));
  const projected = async (host: ObjectHost, { request: { topUpId } }: TopUp) => {
    const payer = await objects.of(toId("svc", host.name)).getPayer({ topUpId });
    return { topUpId, events: host.logRows(topUpId), payer };
  };
  const working = (async () => {
    const batches = [...world.hosts.values()].map(async (host) => {
      // An invoice gets its number with the first projection, and the log holds it from then on.
      const known = host
        .topUps()
        .filter((topUp) => topUp.invoiceNumber !== null || stateOf(topUp) !== "credited");
      const topUps = await Promise.all(known.map((topUp) => projected(host, topUp)));
      return { serviceId: toId("svc", host.name), seq: 1_000_000, resendNumber: 0, topUps };
    });
    await projectionStore.project(await Promise.all(batches), []);
  })();
  await ending(world, working);
}

/** Lets the clock run until this has ended. */
async function ending(world: World, work: Promise<unknown>): Promise<void> {
  let failed: unknown = null;
  work.catch((fault: unknown) => {
    failed = fault;
  });
  await world.clock.runUntil(world.clock.now + MINUTE, MAX_EVENTS, () => {
    if (failed) throw failed;
  });
  await work;
}

/** What the stories came to: every top-up, what its customer has, and the ledger. */
export function endOf(world: World, stories: readonly { serviceId: string; topUpId: string }[]) {
  const topUps = stories.map(({ serviceId, topUpId }) => {
    const topUp = world.host(serviceId).load(toId("top", topUpId));
    const service = world.services.get(toId("svc", serviceId));
    const buckets = world.ocs.buckets(service?.account.account ?? "");
    return {
      topUpId,
      state: topUp && stateOf(topUp),
      refunds: topUp?.refunds.map(({ state, amount }) => ({ state, amount })),
      buckets: buckets.map(({ id, disabled }) => ({ id, disabled })).sort(byId),
    };
  });
  const postings = world.d1.all("SELECT account, currency, amount_minor AS minor FROM posting");
  const accounts = Map.groupBy(postings, ({ account, currency }) => `${account} ${currency}`);
  const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
    a < b ? -1 : 1;
  const ledger = [...accounts].sort(byName).map(([account, theirs]) => ({
    account,
    postings: theirs.length,
    minor: theirs.reduce((sum, { minor }) => sum + Number(minor), 0),
  }));
  const states = world.d1
    .all("SELECT id, state, received_minor, returned_minor FROM top_up ORDER BY id")
    .sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
  return { topUps, ledger, states };
}
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
