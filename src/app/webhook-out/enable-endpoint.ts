import type { EndpointId } from "../../domain/base/ids.ts";
import type { Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import type { Refusal } from "../base/refusal.ts";
import type { CalledEndpoint } from "../ports/webhook-endpoints.ts";
import { changeEndpoint, type ManageNeeds } from "./managed-endpoint.ts";

/** Calls an endpoint again, after an operator or days of failures had disabled it. */
export function enableEndpoint(
  needs: ManageNeeds,
  actor: Operator,
  { endpointId, reason }: { readonly endpointId: EndpointId; readonly reason: string },
): Promise<Result<CalledEndpoint, Refusal<"forbidden" | "reason_needed" | "not_found">>> {
  const order = { endpointId, action: "enabled", reason } as const;
  return changeEndpoint(needs, actor, order, (before) => ({
    ...before,
    enabled: true,
    disabledBecause: null,
    failingSince: null,
  }));
}
