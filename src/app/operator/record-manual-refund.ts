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

export interface ManualRefundInput extends OperatorInput {
  /** Which way the money went, for example the number of a bank transfer. */
  readonly reference: string;
}

/**
 * The operator refunded the customer by another way than Stripe. Refuses a missing reference with
 * `invalid_request`.
 */
export async function recordManualRefund(
  needs: Pick<Ports, "objects" | "brands" | "log">,
  actor: Operator,
  input: ManualRefundInput,
): Promise<Result<OrderResult, Refusal<OrderRefusal | "wrong_state" | "invalid_request">>> {
  const reference = input.reference.trim();
  if (reference === "") {
    return refusal("invalid_request", { errors: [{ field: "reference", message: "is needed" }] });
  }
  const prepared = await prepareOrder(needs, actor, "top_ups:refund_manually", input);
  if (!prepared.ok) return prepared;
  const { object, order } = prepared.value;
  return orderResultOf(object, order, await object.recordManualRefund({ ...order, reference }));
}
