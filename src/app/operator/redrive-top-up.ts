import { ok, type Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Operator } from "../base/actor.ts";
import type { Refusal } from "../base/refusal.ts";
import { currentIntent } from "../payment/current-intent.ts";
import { type SyncPaymentNeeds, syncPayment } from "../payment/sync-payment.ts";
import type { OrderRefusal } from "../ports/service-object/operator.ts";
import { actAsOperator, type OperatorInput } from "./act-as-operator.ts";

/**
 * Whatever the top-up waits for is due now; the payment of one that is not paid is also read again.
 * Throws when Stripe gave no answer to that.
 */
export async function redriveTopUp(
  needs: SyncPaymentNeeds,
  actor: Operator,
  input: OperatorInput,
): Promise<Result<TopUpView, Refusal<OrderRefusal | "wrong_state">>> {
  const redriven = await actAsOperator(needs, actor, input, (object, _topUp, order) =>
    object.redriveTopUp(order),
  );
  if (!redriven.ok || redriven.value.paidAt !== null) return redriven;
  const { serviceId, topUpId } = input;
  const topUp = await needs.objects.of(serviceId).loadTopUp({ topUpId });
  const intentId = topUp && currentIntent(topUp);
  if (!intentId) return redriven;
  const synced = await syncPayment(needs, actor, { intentId });
  return synced.kind === "recorded" ? ok(synced.view) : redriven;
}
