import type { Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Operator } from "../base/actor.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { OrderRefusal } from "../ports/service-object/operator.ts";
import { accountOf } from "./account-of.ts";
import { actAsOperator, type OperatorInput } from "./act-as-operator.ts";

/**
 * The operator says that the OCS shows the credit. The OCS is read now, and the object decides by
 * that reading.
 */
export async function confirmCredited(
  needs: Pick<Ports, "objects" | "ocs">,
  actor: Operator,
  input: OperatorInput,
): Promise<Result<TopUpView, Refusal<OrderRefusal | "wrong_state" | "evidence_needed">>> {
  return actAsOperator(needs, actor, input, async (object, topUp, order) => {
    const reading = await needs.ocs.read(accountOf(topUp));
    return object.confirmCredited({ ...order, reading });
  });
}
