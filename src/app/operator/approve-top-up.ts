import type { Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import type { Refusal } from "../base/refusal.ts";
import { type SyncPaymentNeeds, syncPayment } from "../payment/sync-payment.ts";
import type { Ports } from "../ports/ports.ts";
import type { OrderRefusal } from "../ports/service-object/operator.ts";
import { approveReviewAtStripe } from "./approve-review-at-stripe.ts";
import {
  type OperatorInput,
  type OrderResult,
  orderResultOf,
  prepareOrder,
} from "./prepare-order.ts";

/**
 * The operator lets a top-up go on: one that is in review is delivered, a sale above the limit can
 * be paid. The payment is read again before, so that nothing is delivered which was refunded or
 * disputed meanwhile; throws when Stripe gives no answer to that.
 */
export async function approveTopUp(
  needs: SyncPaymentNeeds & Pick<Ports, "brands" | "log">,
  actor: Operator,
  input: OperatorInput,
): Promise<Result<OrderResult, Refusal<OrderRefusal | "wrong_state" | "not_available">>> {
  const prepared = await prepareOrder(needs, actor, "top_ups:review", input);
  if (!prepared.ok) return prepared;
  const { object, order, topUp } = prepared.value;
  if (topUp.money) await syncPayment(needs, actor, { intentId: topUp.money.intentId });
  const result = await orderResultOf(object, order, await object.approveTopUp(order));
  if (result.ok && result.value.kind === "done") {
    await approveReviewAtStripe(needs, object, input.topUpId);
  }
  return result;
}
