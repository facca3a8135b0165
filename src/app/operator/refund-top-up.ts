import type { Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { OrderRefusal } from "../ports/service-object/operator.ts";
import {
  type OperatorInput,
  type OrderResult,
  orderResultOf,
  prepareOrder,
} from "./prepare-order.ts";

/** The operator decides that a top-up is returned: its credit is revoked, its payment refunded. */
export async function refundTopUp(
  needs: Pick<Ports, "objects" | "brands" | "log">,
  actor: Operator,
  input: OperatorInput,
): Promise<Result<OrderResult, Refusal<OrderRefusal | "wrong_state" | "not_available">>> {
  const prepared = await prepareOrder(needs, actor, "top_ups:refund", input);
  if (!prepared.ok) return prepared;
  const { object, order } = prepared.value;
  const result = await orderResultOf(object, order, await object.refundTopUp(order));
  if (result.ok || result.error.code !== "not_available") return result;
  return refusal("not_available", { ...result.error, detail: "refund_of_credited" });
}
