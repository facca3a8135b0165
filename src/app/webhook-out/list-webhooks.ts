import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { CalledEndpoint, EndpointChange } from "../ports/webhook-endpoints.ts";
import { seesEndpoint } from "./managed-endpoint.ts";

export interface ListedEndpoint {
  readonly endpoint: CalledEndpoint;
  /** What was done last. */
  readonly change: EndpointChange | null;
}

/** The endpoints that the key may see, with their newest change. */
export async function listWebhooks(
  { webhookEndpoints }: Pick<Ports, "webhookEndpoints">,
  actor: Operator,
): Promise<Result<readonly ListedEndpoint[], Refusal<"forbidden">>> {
  const allowed = allow(actor, "webhooks:read");
  if (!allowed.ok) return allowed;
  const seen = (await webhookEndpoints.all()).filter((one) => seesEndpoint(actor, one));
  const listed = seen.map(async (endpoint) => {
    const [change = null] = await webhookEndpoints.history(endpoint.id, 1);
    return { endpoint, change };
  });
  return ok(await Promise.all(listed));
}
