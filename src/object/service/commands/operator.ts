import type { CommandAnswer, OperatorOrder } from "../../../app/ports/service-object/operator.ts";
import type { Reading } from "../../../domain/ocs/reading.ts";
import type { Context, Outcome } from "../../../domain/top-up/decide/outcome.ts";
import {
  type Acted,
  confirmCredited as decideConfirmation,
  redriveTopUp as decideRedrive,
  refundTopUp as decideRefund,
  NEEDS_SECOND_APPROVER,
} from "../../../domain/top-up/decide/people.ts";
import { recordManualRefund as decideManualRefund } from "../../../domain/top-up/decide/refund.ts";
import type { LoggedEvent, TopUpEvent } from "../../../domain/top-up/events.ts";
import { nameOf } from "../../../domain/top-up/names.ts";
import type { TopUp } from "../../../domain/top-up/state.ts";
import type { Core } from "../core.ts";
import { actOn } from "./request.ts";

type Decide = (t: TopUp, ctx: Context) => Outcome<Acted>;

/** Every act of a person goes through here: reason, second person, and a line in the log. */
function actAsOperator(
  core: Core,
  order: OperatorOrder,
  action: string,
  needsApprover: (t: TopUp) => boolean,
  decide: Decide,
): CommandAnswer {
  if (order.reason.trim() === "") return { kind: "refused", code: "reason_needed" };
  return actOn(core, order.topUpId, () =>
    core.apply<Acted>(order.topUpId, (t, ctx) => {
      const approvedBy = order.approvedBy?.trim() || null;
      if (needsApprover(t) && (approvedBy === null || approvedBy === order.actor)) {
        return { events: [], answer: { kind: "refused", code: "second_approver_needed" } };
      }
      const { events, answer } = decide(t, ctx);
      if (answer.kind === "refused") return { events: [], answer };
      const { actor, reason } = order;
      const line: TopUpEvent = { type: "OperatorActed", action, actor, reason, approvedBy };
      return { events: [line, ...events], answer };
    }),
  );
}

export function refundTopUp(core: Core, order: OperatorOrder): CommandAnswer {
  const needsApprover = (t: TopUp) => NEEDS_SECOND_APPROVER.has(nameOf(t));
  return actAsOperator(core, order, "refund", needsApprover, decideRefund);
}

export function confirmCredited(
  core: Core,
  order: OperatorOrder & { reading: Reading },
): CommandAnswer {
  return actAsOperator(
    core,
    order,
    "confirm",
    () => false,
    (t, ctx) => decideConfirmation(t, order.reading, ctx),
  );
}

export function redriveTopUp(core: Core, order: OperatorOrder): CommandAnswer {
  for (const queue of ["provision", "refund", "notify"])
    core.lastDispatches.delete(`${queue}:${order.topUpId}`);
  return actAsOperator(
    core,
    order,
    "redrive",
    () => false,
    (t, ctx) => {
      const { events, answer } = decideRedrive(t, ctx);
      return answer.kind === "refused"
        ? { events: [], answer }
        : { events, answer: { kind: "done" } };
    },
  );
}

export function recordManualRefund(
  core: Core,
  order: OperatorOrder & { reference: string },
): CommandAnswer {
  if (order.reference.trim() === "") return { kind: "refused", code: "reason_needed" };
  return actAsOperator(
    core,
    order,
    "manual_refund",
    () => true,
    (t) => {
      const { events, answer } = decideManualRefund(t, order);
      return answer === "done"
        ? { events, answer: { kind: "done" } }
        : { events: [], answer: { kind: "refused", code: answer } };
    },
  );
}

export function getEvidence(
  core: Core,
  topUpId: string,
): { topUp: TopUp; log: readonly LoggedEvent[] } | null {
  const topUp = core.store.load(topUpId);
  return topUp && { topUp, log: core.store.log(topUpId) };
}
