import type { Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { type OwnTopUpRef, resultOf } from "../payment/cancel-top-up.ts";
import type { Ports } from "../ports/ports.ts";

/** "Refund me instead" (row V5): possible while nothing is granted. */
export async function requestRefund(
  ports: Ports,
  { serviceId, topUpId, sessionId }: OwnTopUpRef,
): Promise<Result<TopUpView, Refusal>> {
  const object = ports.objects.of(serviceId);
  if ((await object.getTopUp({ topUpId })) === null) return refusal("not_found");
  return resultOf(object, topUpId, await object.requestRefund({ topUpId, sessionId }));
}
