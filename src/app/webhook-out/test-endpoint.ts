import type { EndpointId, OutgoingEventId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import { type EmitEventNeeds, emitEvent } from "./emit-event.ts";
import { visibleEndpoint } from "./managed-endpoint.ts";

/** Sends `webhook.test` to one endpoint, whatever it listens to; `deliveries` shows what came. */
export async function testEndpoint(
  needs: EmitEventNeeds & Pick<Ports, "ids" | "clock">,
  actor: Operator,
  { endpointId }: { readonly endpointId: EndpointId },
): Promise<Result<{ readonly eventId: OutgoingEventId }, Refusal<"forbidden" | "not_found">>> {
  const allowed = allow(actor, "webhooks:write");
  if (!allowed.ok) return allowed;
  const found = await visibleEndpoint(needs, actor, endpointId);
  if (!found.ok) return found;
  const eventId = needs.ids.fresh("evt");
  await emitEvent(needs, {
    eventId,
    type: "webhook.test",
    at: needs.clock.now(),
    data: { endpoint_id: endpointId },
    brand: found.value.brand,
    only: endpointId,
  });
  return ok({ eventId });
}
