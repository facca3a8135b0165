import { ok, type Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Operator } from "../base/actor.ts";
import { resultOf } from "../base/command-result.ts";
import type { Refusal } from "../base/refusal.ts";
import { currentIntent } from "../payment/current-intent.ts";
import { type SyncPaymentNeeds, syncPayment } from "../payment/sync-payment.ts";
import type { Ports } from "../ports/ports.ts";
import type { OrderRefusal } from "../ports/service-object/operator.ts";
import { type OperatorInput, prepareOrder } from "./prepare-order.ts";

/**
 * Whatever the top-up waits for is due now; the payment of one that is not paid is also read again.
 * Throws when Stripe gave no answer to that.
 */
export async function redriveTopUp(
  needs: SyncPaymentNeeds & Pick<Ports, "settings">,
  actor: Operator,
  input: OperatorInput,
): Promise<Result<TopUpView, Refusal<OrderRefusal | "wrong_state">>> {
  const prepared = await prepareOrder(needs, actor, "top_ups:redrive", input);
  if (!prepared.ok) return prepared;
  const { object, order } = prepared.value;
  const redriven = await resultOf(object, input.topUpId, await object.redriveTopUp(order));
  if (!redriven.ok || redriven.value.paidAt !== null) return redriven;
  const topUp = await object.loadTopUp({ topUpId: input.topUpId });
  const intentId = topUp && currentIntent(topUp);
  if (!intentId) return redriven;
  const synced = await syncPayment(needs, actor, { intentId });
  return synced.kind === "recorded" ? ok(synced.view) : redriven;
}
