import type { EndpointId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { DeliveryTry } from "../ports/webhook-outbox.ts";
import { visibleEndpoint } from "./managed-endpoint.ts";

/** The newest tries at an endpoint. */
export async function listDeliveries(
  needs: Pick<Ports, "webhookEndpoints" | "webhookOutbox">,
  actor: Operator,
  { endpointId, limit }: { readonly endpointId: EndpointId; readonly limit: number },
): Promise<Result<readonly DeliveryTry[], Refusal<"forbidden" | "not_found">>> {
  const allowed = allow(actor, "webhooks:read");
  if (!allowed.ok) return allowed;
  const found = await visibleEndpoint(needs, actor, endpointId);
  return found.ok ? ok(await needs.webhookOutbox.tries(endpointId, limit)) : found;
}
