import type { Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Operator } from "../base/actor.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { OrderRefusal } from "../ports/service-object/operator.ts";
import { actAsOperator, type OperatorInput } from "./act-as-operator.ts";

/** The operator decides that a top-up is returned: its credit is revoked, its payment refunded. */
export async function refundTopUp(
  needs: Pick<Ports, "objects">,
  actor: Operator,
  input: OperatorInput,
): Promise<Result<TopUpView, Refusal<OrderRefusal | "wrong_state" | "not_available">>> {
  return actAsOperator(needs, actor, input, (object, _topUp, order) => object.refundTopUp(order));
}
