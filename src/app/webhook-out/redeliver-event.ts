import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { DeliveryRef } from "../ports/webhook-outbox.ts";
import { tellQueue } from "./emit-event.ts";
import { type ManageNeeds, visibleEndpoint } from "./managed-endpoint.ts";

/** Delivers an event again, with the same id and body, whatever became of it. */
export async function redeliverEvent(
  needs: ManageNeeds & Pick<Ports, "webhookOutbox" | "webhookQueue">,
  actor: Operator,
  ref: DeliveryRef,
): Promise<Result<null, Refusal<"forbidden" | "not_found">>> {
  const allowed = allow(actor, "webhooks:write");
  if (!allowed.ok) return allowed;
  const found = await visibleEndpoint(needs, actor, ref.endpointId);
  if (!found.ok) return found;
  if (!(await needs.webhookOutbox.redeliver(ref, needs.clock.now()))) return refusal("not_found");
  needs.log.info("webhook_redelivered", { ...ref, actor: actor.keyId });
  await tellQueue(needs, [ref]);
  return ok(null);
}
