/** What rests on an operator's word alone was agreed to by another person. */
import type { TopUpEvent } from "../../../src/domain/top-up/events.ts";
import { evolve } from "../../../src/domain/top-up/evolve/evolve.ts";
import { stateOf } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import type { ObjectHost } from "../world/object-host.ts";
import { Violation } from "./violation.ts";

export function fourEyesWereOpen(host: ObjectHost, { request }: TopUp): void {
  let before: TopUp | null = null;
  for (const { at, ...event } of host.log(request.topUpId)) {
    if (event.type === "OperatorActed" && before) check(before, event);
    before = evolve(before, event as TopUpEvent, at);
  }
}

function check(before: TopUp, event: Extract<TopUpEvent, { type: "OperatorActed" }>): void {
  const { action, actor, approval } = event;
  const name = `${before.request.topUpId}: ${action} while ${stateOf(before)}`;
  const onWordAlone =
    action === "manual_refund" ||
    (action === "refund" && ["parked", "refund_failed"].includes(stateOf(before)));
  if (onWordAlone && approval === null) throw new Violation("no approval", name);
  if (approval?.actor.person === actor.person) throw new Violation("approved one's own", name);
}
