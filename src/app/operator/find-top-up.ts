import type { IntentId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * The service that a top-up or an intent belongs to, as D1 knows it (only what was paid). Refuses
 * with `not_found`.
 */
export async function findTopUp(
  { readModels }: Pick<Ports, "readModels">,
  ref: { readonly topUpId: TopUpId } | { readonly intentId: IntentId },
): Promise<Result<{ serviceId: ServiceId }, Refusal>> {
  const serviceId = await readModels.serviceOf(ref);
  return serviceId === null ? refusal("not_found") : ok({ serviceId });
}
