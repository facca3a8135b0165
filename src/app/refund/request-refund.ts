import type { Result } from "../../domain/base/result.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Customer } from "../base/actor.ts";
import { resultOf } from "../base/command-result.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * "Refund me instead" (row V5): at once while nothing is granted; while the credit is being added
 * it ends the waiting, and the next reading decides. Refuses with `not_found`, with
 * `not_yours` for another session's top-up, or with what its state forbids.
 */
export async function requestRefund(
  { objects }: Pick<Ports, "objects">,
  { sessionId }: Customer,
  { serviceId, topUpId }: TopUpRef,
): Promise<
  Result<TopUpView, Refusal<"not_found" | "not_yours" | "wrong_state" | "not_available">>
> {
  const object = objects.of(serviceId);
  if ((await object.getTopUp({ topUpId })) === null) return refusal("not_found");
  return resultOf(object, topUpId, await object.requestRefund({ topUpId, sessionId }));
}
