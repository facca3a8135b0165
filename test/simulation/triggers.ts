/** What a kind of seed does to a top-up at the moment when it enters a state. */
import { stateOf, type TopUpState } from "../../src/domain/top-up/states.ts";
import type { TopUp } from "../../src/domain/top-up/top-up.ts";
import type { DisturbanceRunner } from "./actors/disturbance-runner.ts";
import type { Disturbance } from "./actors/disturbances.ts";
import type { Kind } from "./scenario-kinds.ts";
import { HOUR, MINUTE, SECOND } from "./world/durations.ts";
import type { ObjectHost } from "./world/object-host.ts";
import type { World } from "./world/world.ts";

export interface Moved {
  readonly world: World;
  readonly disturbances: DisturbanceRunner;
  readonly host: ObjectHost;
  readonly t: TopUp;
  readonly from: TopUpState | "new";
}
type Trigger = (moved: Moved) => void;

export function trigger(kind: Kind, moved: Moved): void {
  if (moved.world.calm) return;
  slowReader(moved);
  TRIGGERS[kind]?.(moved);
}

/** Soon the customer pays a second intent with another amount, which makes a surplus refund row. */
function surplusSoon({ world, disturbances, host, t }: Moved, chance: number): void {
  if (world.random.chance(chance)) void disturbances.run("twin_spoilt", host, t.request.topUpId);
}

/** A caller that read the payment while it was processing reports it after the top-up has ended. */
const slowReader: Trigger = ({ world, disturbances, host, t }) => {
  const over = /canceled|refund|parked|credited/.test(stateOf(t));
  if (!over || !world.random.chance(0.3)) return;
  world.clock.after(world.random.skewed(0, 120 * SECOND), () => {
    void disturbances.run("old_reading", host, t.request.topUpId);
  });
};

/** Sometimes the OCS is silent beyond the frozen end: then no read can prove anything any more. */
const silentPastTheEnd: Trigger = ({ world, t }) => {
  const { grant } = t.credit;
  const { revocationTriesMax } = world.timings;
  const young = /crediting|resolving|revoking|refunding/.test(stateOf(t));
  if (!grant || !young || revocationTriesMax < 10 || !world.random.chance(0.4)) return;
  if (grant.endAt - world.clock.now < 40 * HOUR) world.ocs.silenceFor(42 * HOUR);
};

/** Paid twice, and the OCS is silent for a while after the grant: refunds fail meanwhile. */
const slowCredit: Trigger = (moved) => {
  const { world, t } = moved;
  if (stateOf(t) === "paid") surplusSoon(moved, 0.5);
  if (stateOf(t) !== "crediting") return;
  surplusSoon(moved, 0.9);
  if (world.random.chance(0.8)) world.ocs.silenceFor(world.random.int(40, 110) * SECOND);
};

/** Stripe executes refunds, but most cancellations get lost. */
const slowCancel: Trigger = (moved) => {
  const { world, disturbances, host, t } = moved;
  if (stateOf(t) !== "canceling") return;
  surplusSoon(moved, 0.9);
  surplusSoon(moved, 0.5);
  if (world.random.chance(0.2)) void disturbances.run("pay_spoilt", host, t.request.topUpId);
};

/** The OCS falls silent for too long after the grant, perhaps after the write. */
const silentAfterGrant: Trigger = ({ world, t }) => {
  if (stateOf(t) !== "crediting" || !world.random.chance(0.7)) return;
  world.ocs.silenceFor(world.random.int(70, 200) * SECOND);
};

/** While a top-up is parked, old consumers report, and people press their buttons. */
const lateReports: Trigger = (moved) => {
  const { world, disturbances, host, t, from } = moved;
  const later = (ms: number, disturbance: Disturbance) =>
    world.clock.after(ms, () => {
      if (!world.calm) void disturbances.run(disturbance, host, t.request.topUpId);
    });
  if (stateOf(t) === "paid" && from === "parked") {
    // After a redrive the OCS is silent, and a consumer of the previous generation reports that.
    world.ocs.silenceFor(world.random.int(20, 60) * SECOND);
    later(world.random.int(1, 12) * SECOND, "old_record");
    later(world.random.int(1, 12) * SECOND, "old_record");
  }
  if (stateOf(t) !== "parked") return;
  surplusSoon(moved, 0.5);
  for (let i = 0; i < 3; i++) later(world.random.int(1, 50) * MINUTE, "old_record");
  if (world.random.chance(0.7)) later(world.random.int(20, 60) * MINUTE, "redrive");
  later(world.random.int(1, 60) * MINUTE, world.random.pick(ON_PARKED));
  if (world.random.chance(0.2)) later(MINUTE, "old_record_silent");
};
const ON_PARKED: readonly Disturbance[] = [
  "repeat_request",
  "old_answer",
  "old_answer",
  "old_record_silent",
  "confirm",
  "refund",
  "cancel",
  "old_grant",
];

/** The OCS becomes slow right after the grant, for longer than any policy waits. */
const slowAfterGrant: Trigger = ({ world, t }) => {
  if (stateOf(t) !== "crediting" || !world.random.chance(0.7)) return;
  world.ocs.slowFor(world.random.int(5, 240) * MINUTE);
};

/** The account is removed or disabled right after the grant, and stays so. */
const goneAfterGrant: Trigger = ({ world, t }) => {
  if (stateOf(t) !== "crediting" || !world.random.chance(0.5)) return;
  const { account } = t.request;
  const gone = world.random.chance(0.5);
  world.clock.after(world.random.skewed(0, 400), () => {
    if (gone) world.ocs.remove(account);
    else world.ocs.setDisabled(account, true);
  });
};

const TRIGGERS: Readonly<Partial<Record<Kind, Trigger>>> = {
  parked: silentPastTheEnd,
  parked_late: lateReports,
  owed_stands: silentAfterGrant,
  slow_credit: slowCredit,
  slow_cancel: slowCancel,
  slow_ocs: slowAfterGrant,
  gone_for_good: goneAfterGrant,
  surplus: (moved) => {
    if (moved.from === "new") surplusSoon(moved, 0.8);
  },
};
