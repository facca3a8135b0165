/** Acts of an operator: each has a reason and is a line in the log. */
import type { TopUpId } from "../../../domain/base/ids.ts";
import type { Context, Outcome } from "../../../domain/top-up/decide/outcome.ts";
import {
  type Acted,
  type ActRefusal,
  confirmCredited as decideConfirmation,
  redriveTopUp as decideRedrive,
  refundTopUp as decideRefund,
  NEEDS_SECOND_APPROVER,
} from "../../../domain/top-up/decide/people.ts";
import { recordManualRefund as decideManualRefund } from "../../../domain/top-up/decide/refund.ts";
import type { TopUpEvent } from "../../../domain/top-up/events.ts";
import { stateOf } from "../../../domain/top-up/states.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import type { Core } from "../core.ts";
import type { MethodAnswer, MethodInput } from "../port-types.ts";
import { actOn } from "../views.ts";

type Order = MethodInput<"refundTopUp">;
type Decide<C extends ActRefusal> = (t: TopUp, ctx: Context) => Outcome<Acted<C>>;
/** What every order can be refused with, beside the codes of its decision. */
type OrderCode = "reason_needed" | "second_approver_needed";

/**
 * Every act of an operator goes through here: it needs a reason, a second approver where
 * `needsApprover` says so, and adds its line to the log before what it decides.
 */
function actAsOperator<C extends ActRefusal>(
  core: Core,
  order: Order,
  action: string,
  needsApprover: (t: TopUp) => boolean,
  decide: Decide<C>,
) {
  if (order.reason.trim() === "") return { kind: "refused", code: "reason_needed" } as const;
  return actOn<C | OrderCode>(core, order.topUpId, () =>
    core.apply<Acted<C> | { kind: "refused"; code: OrderCode }>(order.topUpId, (t, ctx) => {
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

export function refundTopUp(core: Core, order: Order): MethodAnswer<"refundTopUp"> {
  const needsApprover = (t: TopUp) => NEEDS_SECOND_APPROVER.has(stateOf(t));
  return actAsOperator(core, order, "refund", needsApprover, decideRefund);
}

export function confirmCredited(
  core: Core,
  order: MethodInput<"confirmCredited">,
): MethodAnswer<"confirmCredited"> {
  return actAsOperator(
    core,
    order,
    "confirm",
    () => false,
    (t, ctx) => decideConfirmation(t, order.reading, ctx),
  );
}

/** Tries again at once, whatever was sent a moment ago. */
export function redriveTopUp(core: Core, order: Order): MethodAnswer<"redriveTopUp"> {
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
  order: MethodInput<"recordManualRefund">,
): MethodAnswer<"recordManualRefund"> {
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

/** The whole state of a top-up and its log; null: this object has no such top-up. */
export function getEvidence(core: Core, topUpId: TopUpId): MethodAnswer<"getEvidence"> {
  const topUp = core.store.load(topUpId);
  return topUp && { topUp, log: core.store.log(topUpId) };
}
