import type { Result } from "../domain/result.ts";
import type { TopUpView } from "../domain/top-up/view.ts";
import { answered, type OwnTopUpRef } from "./cancel-top-up.ts";
import type { Ports } from "./ports.ts";
import { no, type Refusal } from "./refusal.ts";

/** "Refund me instead" (row V5): possible while nothing is granted. */
export async function moneyBack(
  ports: Ports,
  { serviceId, topUpId, sessionId }: OwnTopUpRef,
): Promise<Result<TopUpView, Refusal>> {
  const object = ports.objects.of(serviceId);
  if ((await object.view({ topUpId })) === null) return no("not_found");
  return answered(object, topUpId, await object.moneyBack({ topUpId, sessionId }));
}
