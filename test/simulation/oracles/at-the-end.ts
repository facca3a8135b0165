/** What must hold once the last unpaid top-up has been dropped, and its payer before it. */
import { DEFAULT_TIMINGS } from "../../../src/domain/base/timings.ts";
import { hasReceived } from "../../../src/domain/top-up/facts.ts";
import { stateOf } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import { DAY } from "../world/durations.ts";
import type { ObjectHost } from "../world/object-host.ts";
import type { World } from "../world/world.ts";
import { Violation } from "./violation.ts";
import { lostDispute, unheard } from "./weaknesses.ts";

/** How long nothing happens before this is asked, in ms: an unpaid top-up is due until dropped. */
export const QUIET_MS = DEFAULT_TIMINGS.unpaidTopUpMs + DAY;

export function checkAtTheEnd(world: World): void {
  for (const host of world.hosts.values()) {
    const kept = host.topUpsWithPayer();
    for (const t of host.topUps()) payerIsWhereItBelongs(world, t, kept.has(t.request.topUpId));
    nothingIsDueForEver(world, host);
  }
}

/** A top-up that ended unpaid has lost its payer; one that money arrived for still has its own. */
function payerIsWhereItBelongs(world: World, t: TopUp, kept: boolean): void {
  const { topUpId } = t.request;
  // The one that forgets is the alarm, and nothing makes up for an alarm that was lost for good.
  const unpaid = stateOf(t) === "canceled" && !hasReceived(t) && world.alarmLoss === 0;
  if (kept && unpaid) throw new Violation("payer not forgotten", topUpId);
  // A top-up that was rebuilt from its payment never had one.
  if (!kept && t.request.payer.hasEmail && hasReceived(t))
    throw new Violation("payer lost", topUpId);
}

function nothingIsDueForEver(world: World, host: ObjectHost): void {
  const { alarmAt } = host.storage;
  if (alarmAt === null) return;
  if (host.topUps().some((t) => lostDispute(world, t) || unheard(world, t))) return;
  throw new Violation("due for ever", `${host.name}: alarm ${new Date(alarmAt).toISOString()}`);
}
