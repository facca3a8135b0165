import type { IntentId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * Finds a top-up by its id or by its intent's: the answer is the service whose object keeps it. D1
 * knows only those that were paid. Refuses with `forbidden` or `not_found`. The log keeps who
 * asked.
 */
export async function findTopUp(
  { readModels, log }: Pick<Ports, "readModels" | "log">,
  actor: Operator,
  ref: { readonly topUpId: TopUpId } | { readonly intentId: IntentId },
): Promise<Result<{ serviceId: ServiceId }, Refusal<"forbidden" | "not_found">>> {
  const allowed = allow(actor, "top_ups:read");
  if (!allowed.ok) return allowed;
  const found = seen(actor, await readModels.serviceOf(ref));
  const serviceId = found?.serviceId ?? null;
  log.info("top_up_found", { serviceId, actor: actor.keyId, ...ref });
  return serviceId === null ? refusal("not_found") : ok({ serviceId });
}
