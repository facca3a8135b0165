import type { Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Operator } from "../base/actor.ts";
import { resultOf } from "../base/command-result.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { OrderRefusal } from "../ports/service-object/operator.ts";
import { type OperatorInput, prepareOrder } from "./prepare-order.ts";

/**
 * Lifts the block of the payer of this top-up (decision 34): from the next projection on the payer
 * buys again. Refuses with `wrong_state` where the top-up blocks no payer.
 */
export async function unblockPayer(
  needs: Pick<Ports, "objects" | "brands" | "log">,
  actor: Operator,
  input: OperatorInput,
): Promise<Result<TopUpView, Refusal<OrderRefusal | "wrong_state">>> {
  const prepared = await prepareOrder(needs, actor, "payers:unblock", input);
  if (!prepared.ok) return prepared;
  const { object, order } = prepared.value;
  const done = await resultOf(object, input.topUpId, await object.unblockPayer(order));
  if (done.ok) needs.log.info("payer_unblocked", { actor: actor.keyId, topUpId: input.topUpId });
  return done;
}
