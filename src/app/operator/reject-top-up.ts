import type { Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { OrderRefusal } from "../ports/service-object/operator.ts";
import {
  type OperatorInput,
  type OrderResult,
  orderResultOf,
  prepareOrder,
} from "./prepare-order.ts";

/** The operator says no: a payment in review is refunded, a sale above the limit is canceled. */
export async function rejectTopUp(
  needs: Pick<Ports, "objects" | "brands" | "log">,
  actor: Operator,
  input: OperatorInput,
): Promise<Result<OrderResult, Refusal<OrderRefusal | "wrong_state" | "not_available">>> {
  const prepared = await prepareOrder(needs, actor, "top_ups:review", input);
  if (!prepared.ok) return prepared;
  const { object, order } = prepared.value;
  return orderResultOf(object, order, await object.rejectTopUp(order));
}
