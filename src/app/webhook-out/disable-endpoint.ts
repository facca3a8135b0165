import type { EndpointId } from "../../domain/base/ids.ts";
import type { Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import type { Refusal } from "../base/refusal.ts";
import type { CalledEndpoint } from "../ports/webhook-endpoints.ts";
import { changeEndpoint, type ManageNeeds } from "./managed-endpoint.ts";

/**
 * Calls an endpoint no more. What is on its way is given up when it is due, and stays in the log of
 * tries, from where it can be delivered again.
 */
export function disableEndpoint(
  needs: ManageNeeds,
  actor: Operator,
  { endpointId, reason }: { readonly endpointId: EndpointId; readonly reason: string },
): Promise<Result<CalledEndpoint, Refusal<"forbidden" | "reason_needed" | "not_found">>> {
  const order = { endpointId, action: "disabled", reason } as const;
  return changeEndpoint(needs, actor, order, (before) => ({
    ...before,
    enabled: false,
    disabledBecause: "operator",
  }));
}
