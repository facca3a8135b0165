import type { Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Operator } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { OrderRefusal } from "../ports/service-object/operator.ts";
import { actAsOperator, type OperatorInput } from "./act-as-operator.ts";

export interface ManualRefundInput extends OperatorInput {
  /** Which way the money went, for example the number of a bank transfer. */
  readonly reference: string;
}

/**
 * The operator refunded the customer by another way than Stripe. Refuses a missing reference with
 * `invalid_request`.
 */
export async function recordManualRefund(
  needs: Pick<Ports, "objects">,
  actor: Operator,
  input: ManualRefundInput,
): Promise<Result<TopUpView, Refusal<OrderRefusal | "wrong_state" | "invalid_request">>> {
  const reference = input.reference.trim();
  if (reference === "") {
    return refusal("invalid_request", { errors: [{ field: "reference", message: "is needed" }] });
  }
  return actAsOperator(needs, actor, input, (object, _topUp, order) =>
    object.recordManualRefund({ ...order, reference }),
  );
}
