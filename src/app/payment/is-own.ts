import type { Customer } from "../base/actor.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { Ports } from "../ports/ports.ts";

/** Whether this customer's session made the top-up; false for one that does not exist. */
export async function isOwn(
  { objects }: Pick<Ports, "objects">,
  { sessionId }: Customer,
  { serviceId, topUpId }: TopUpRef,
): Promise<boolean> {
  const topUp = await objects.of(serviceId).loadTopUp({ topUpId });
  return topUp?.request.sessionId === sessionId;
}
