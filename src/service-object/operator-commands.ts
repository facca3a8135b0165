import type { LogRow, OperatorAnswer, OperatorOrder } from "../actions/service-object-port.ts";
import type { Reading } from "../domain/reading.ts";
import {
  type Acted,
  confirm,
  NEEDS_SECOND,
  operatorRefund,
  redrive,
} from "../domain/top-up/decide-people.ts";
import { paidBackOtherwise } from "../domain/top-up/decide-refund.ts";
import type { TopUpEvent } from "../domain/top-up/events.ts";
import { nameOf } from "../domain/top-up/names.ts";
import type { Context, Outcome } from "../domain/top-up/outcome.ts";
import type { TopUp } from "../domain/top-up/state.ts";
import type { Core } from "./core.ts";
import { acted } from "./customer-commands.ts";

type Decide = (t: TopUp, ctx: Context) => Outcome<Acted>;

/** Every act of a person goes through here: reason, second person, and a line in the log. */
function act(
  core: Core,
  order: OperatorOrder,
  action: string,
  needsSecond: (t: TopUp) => boolean,
  decide: Decide,
): OperatorAnswer {
  if (order.reason.trim() === "") return { kind: "refused", code: "reason_needed" };
  return acted(core, order.topUpId, () =>
    core.apply<Acted>(order.topUpId, (t, ctx) => {
      const second = order.second?.trim() || null;
      if (needsSecond(t) && (second === null || second === order.actor)) {
        return { events: [], answer: { kind: "refused", code: "second_person_needed" } };
      }
      const { events, answer } = decide(t, ctx);
      if (answer.kind === "refused") return { events: [], answer };
      const { actor, reason } = order;
      const line: TopUpEvent = { type: "OperatorActed", action, actor, reason, second };
      return { events: [line, ...events], answer };
    }),
  );
}

export function refundByOperator(core: Core, order: OperatorOrder): OperatorAnswer {
  const second = (t: TopUp) => NEEDS_SECOND.has(nameOf(t));
  return act(core, order, "refund", second, operatorRefund);
}

export function confirmByOperator(
  core: Core,
  order: OperatorOrder & { reading: Reading },
): OperatorAnswer {
  return act(
    core,
    order,
    "confirm",
    () => false,
    (t, ctx) => confirm(t, order.reading, ctx),
  );
}

export function redriveByOperator(core: Core, order: OperatorOrder): OperatorAnswer {
  for (const lane of ["provision", "refund", "notify"])
    core.sent.delete(`${lane}:${order.topUpId}`);
  return act(
    core,
    order,
    "redrive",
    () => false,
    (t, ctx) => {
      const { events, answer } = redrive(t, ctx);
      return answer.kind === "refused"
        ? { events: [], answer }
        : { events, answer: { kind: "done" } };
    },
  );
}

export function paidBackByOperator(
  core: Core,
  order: OperatorOrder & { reference: string },
): OperatorAnswer {
  if (order.reference.trim() === "") return { kind: "refused", code: "reason_needed" };
  return act(
    core,
    order,
    "paid_back_otherwise",
    () => true,
    (t) => {
      const { events, answer } = paidBackOtherwise(t, order);
      return answer === "done"
        ? { events, answer: { kind: "done" } }
        : { events: [], answer: { kind: "refused", code: answer } };
    },
  );
}

export function evidence(
  core: Core,
  topUpId: string,
): { topUp: TopUp; log: readonly LogRow[] } | null {
  const topUp = core.store.load(topUpId);
  return topUp && { topUp, log: core.store.log(topUpId) };
}
