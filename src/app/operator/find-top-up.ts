import type { IntentId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * Finds a top-up by its id or by its intent's: the answer is the service whose object keeps it. D1
 * knows only those that were paid. Refuses with `not_found`. The log keeps who asked.
 */
export async function findTopUp(
  { readModels, log }: Pick<Ports, "readModels" | "log">,
  { name: actor }: Operator,
  ref: { readonly topUpId: TopUpId } | { readonly intentId: IntentId },
): Promise<Result<{ serviceId: ServiceId }, Refusal<"not_found">>> {
  const serviceId = await readModels.serviceOf(ref);
  log.info("top_up_found", { serviceId, actor, ...ref });
  return serviceId === null ? refusal("not_found") : ok({ serviceId });
}
