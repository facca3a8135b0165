/** Incidents: trouble of a whole system or account, not of one call. */
import { beginRuns } from "../../src/app/recovery/begin-runs.ts";
import { attemptId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { TopUp } from "../../src/domain/top-up/top-up.ts";
import { NIGHTLY_JOBS, SWEEP_JOBS } from "../../src/triggers/page-jobs.ts";
import { CRON } from "../app/actors.ts";
import type { Always } from "./oracles/always.ts";
import type { Scenario } from "./scenario.ts";
import { HOUR, MINUTE } from "./world/durations.ts";
import type { LinkFaults } from "./world/network.ts";
import type { World } from "./world/world.ts";

/** Schedules the incidents of the scenario: common ones, and three of its own kind. */
export function plan(world: World, always: Always, scenario: Scenario): void {
  const { random, clock } = world;
  const at = (work: () => void) => clock.after(random.int(1000, scenario.activeMs), work);
  for (let i = 0; i < scenario.incidents; i++) {
    const what = random.pick(COMMON);
    at(() => what(world));
  }
  const own = OWN[scenario.kind];
  for (let i = 0; own && i < 3; i++) at(() => own(world, always));
}

/** Every call over this link gets lost for some time. */
function downFor(world: World, link: LinkFaults, ms: number): void {
  const before = link.lostBefore;
  link.lostBefore = 1;
  world.clock.after(ms, () => {
    link.lostBefore = world.calm ? 0 : before;
  });
}
const someService = (world: World) => world.random.pick([...world.services.values()]);

const COMMON: readonly ((world: World) => void)[] = [
  (world) => world.ocs.silenceFor(world.random.skewed(5000, 6 * MINUTE)),
  (world) => downFor(world, world.d1Link, world.random.skewed(5000, 20 * MINUTE)),
  (world) => downFor(world, world.stripe.faults.link, world.random.skewed(5000, 10 * MINUTE)),
  (world) => downFor(world, world.objectLink, world.random.skewed(1000, MINUTE)),
  (world) => {
    // The whole process is killed: all objects lose their memory, the queues lose their messages.
    for (const host of [...world.hosts.values(), ...world.keyedHosts.values()]) host.reset();
    const { loss } = world.queues.faults;
    world.queues.faults.loss = 1;
    world.clock.after(2000, () => {
      world.queues.faults.loss = world.calm ? 0 : loss;
    });
  },
  (world) => {
    const service = someService(world);
    const close = (closed: boolean) =>
      void world.request("register", (p) => p.objects.of(service.id).setServiceClosed({ closed }));
    close(true);
    world.clock.after(world.random.skewed(MINUTE, HOUR), () => close(false));
  },
  (world) => loseOneBucket(world),
  (world) => unknownTopUpPayment(world),
  (world) => void world.request("sweep", (ports) => beginRuns(ports, CRON, SWEEP_JOBS)),
  (world) => void world.request("night", (ports) => beginRuns(ports, CRON, NIGHTLY_JOBS)),
];

function topUpsOf(world: World, wanted: (t: TopUp) => boolean): TopUp[] {
  return [...world.hosts.values()].flatMap((host) => host.topUps()).filter(wanted);
}
/** The OCS loses a confirmed write, as happens where two engines share one database. */
function loseOneBucket(world: World): void {
  const granted = topUpsOf(world, (t) => t.credit.grant !== null);
  if (granted.length === 0) return;
  const t = world.random.pick(granted);
  world.ocs.forget(t.request.account, t.credit.grant?.bucketId ?? "");
}
/** A payment whose metadata names a top-up that no object knows. */
function unknownTopUpPayment(world: World): void {
  const service = someService(world);
  const topUpId = world.freshId("top");
  const quantity = world.random.int(1, 9);
  const first = attemptId(topUpId, 1);
  const metadata = {
    topUpId,
    serviceId: service.id,
    attemptId: first,
    kind: world.offer.kind,
    offerId: world.offer.id,
    quantity,
  };
  const minor = quantity * world.offer.unitMinor - (world.random.chance(0.4) ? 100 : 0);
  const intent = world.stripe.mint(metadata, { minor, currency: "usd" });
  world.stripe.change(intent, "succeeded");
  const way = world.random.pick(["none", "none", "none", "all", "part", "dispute"] as const);
  if (way === "dispute") world.stripe.dispute(intent, "open");
  if (way === "dispute") world.clock.after(HOUR, () => world.stripe.dispute(intent, "won"));
  if (way === "all") world.stripe.addRefund(intent, null, minor, "ok");
  if (way === "part") world.stripe.addRefund(intent, null, 500, "ok");
}
const OWN: Readonly<Partial<Record<Scenario["kind"], (world: World, always: Always) => void>>> = {
  canceled: (world) =>
    downFor(world, world.stripe.faults.link, world.random.skewed(60_000, HOUR / 3)),
  stripe_silent: (world) => downFor(world, world.stripe.faults.link, 3 * HOUR),
  silent_ocs: (world) => world.ocs.silenceFor(world.random.skewed(20_000, 15 * MINUTE)),
  owed: (world) => world.ocs.silenceFor(world.random.skewed(60_000, 5 * MINUTE)),
  account_gone: (world, always) => {
    const { account } = someService(world);
    const name = account.account;
    const gone = world.random.chance(0.5);
    if (gone) world.ocs.remove(name);
    else world.ocs.setDisabled(name, true);
    world.clock.after(world.random.skewed(10_000, 30 * MINUTE), () => {
      world.ocs.setDisabled(name, false);
      if (!gone) return;
      // A late write may have created a ghost account meanwhile. It lacks the plan, so no end in
      // it can be checked.
      if (world.ocs.account(name)) always.tampered.add(name);
      else world.ocs.create(name);
      const planEnd = always.planEndAt(name, world.clock.now);
      if (planEnd > 0) world.ocs.putPlan(name, planEnd);
    });
  },
  plan_moves: (world, always) => {
    const { account } = someService(world);
    const now = world.clock.now;
    const before = Math.max(now, always.planEndAt(account.account, now));
    always.putPlan(account.account, Math.ceil(before / 1000) * 1000 + 3 * DAY_MS);
  },
  tampered: (world, always) => {
    const there = topUpsOf(world, (t) => t.credit.grant !== null);
    if (there.length === 0) return;
    const t = world.random.pick(there);
    const { account } = t.request;
    always.tampered.add(account);
    const endAt = (t.credit.grant?.endAt ?? 0) + DAY_MS;
    const change = world.random.chance(0.5) ? { endAt } : { disabled: world.random.chance(0.5) };
    world.ocs.tamper(account, t.credit.grant?.bucketId ?? "", change);
  },
};
