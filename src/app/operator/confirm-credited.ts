import type { Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { OrderRefusal } from "../ports/service-object/operator.ts";
import { accountOf } from "./account-of.ts";
import {
  type OperatorInput,
  type OrderResult,
  orderResultOf,
  prepareOrder,
} from "./prepare-order.ts";

/**
 * The operator says that the OCS shows the credit. The OCS is read now, and the object decides by
 * that reading.
 */
export async function confirmCredited(
  needs: Pick<Ports, "objects" | "brands" | "log" | "ocs" | "settings">,
  actor: Operator,
  input: OperatorInput,
): Promise<Result<OrderResult, Refusal<OrderRefusal | "wrong_state" | "evidence_needed">>> {
  const prepared = await prepareOrder(needs, actor, "top_ups:confirm", input);
  if (!prepared.ok) return prepared;
  const { object, topUp, order } = prepared.value;
  const reading = await needs.ocs.read(accountOf(topUp), needs.settings.timings.resolvingCallMs);
  return orderResultOf(object, order, await object.confirmCredited({ ...order, reading }));
}
