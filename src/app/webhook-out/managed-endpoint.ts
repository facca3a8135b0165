/** What operators do to endpoints: each finds what the key may see, and writes down who did it. */

import type { EndpointId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { hasBrand } from "../../domain/operator/brands.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import type { CalledEndpoint, EndpointChange } from "../ports/webhook-endpoints.ts";

export type ManageNeeds = Pick<Ports, "webhookEndpoints" | "clock" | "log">;

/** Endpoints of all brands are only for keys of all brands. */
export const seesEndpoint = (
  { brands }: Operator,
  { brand }: Pick<CalledEndpoint, "brand">,
): boolean => (brand === null ? brands === "all" : hasBrand(brands, brand));

/** The endpoint, where the key may see it; otherwise it is as if it were not there. */
export async function visibleEndpoint(
  { webhookEndpoints }: Pick<Ports, "webhookEndpoints">,
  actor: Operator,
  id: EndpointId,
): Promise<Result<CalledEndpoint, Refusal<"not_found">>> {
  const found = await webhookEndpoints.byId(id);
  return found !== null && seesEndpoint(actor, found) ? ok(found) : refusal("not_found");
}

export interface ChangeOrder {
  readonly endpointId: EndpointId;
  readonly action: EndpointChange["action"];
  readonly reason: string;
}
type ChangeRefusal = "forbidden" | "reason_needed" | "not_found";

/** Of two changes at once both come true, one after the other. */
const TRIES = 5;

/** Changes an endpoint, with a reason and a line in its history; `after` makes the new row. */
export async function changeEndpoint(
  needs: ManageNeeds,
  actor: Operator,
  { endpointId, action, reason: text }: ChangeOrder,
  after: (before: CalledEndpoint, now: number) => CalledEndpoint | Promise<CalledEndpoint>,
): Promise<Result<CalledEndpoint, Refusal<ChangeRefusal>>> {
  const allowed = allow(actor, "webhooks:write");
  if (!allowed.ok) return allowed;
  const reason = reasonOf(text);
  if (!reason.ok) return reason;
  for (let n = 0; n < TRIES; n++) {
    const found = await visibleEndpoint(needs, actor, endpointId);
    if (!found.ok) return found;
    const at = needs.clock.now();
    const made = await after(found.value, at);
    const endpoint = { ...made, revision: found.value.revision + 1 };
    const change = { at, actor: actor.keyId, action, reason: reason.value };
    if (!(await needs.webhookEndpoints.write(endpoint, change))) continue;
    needs.log.info("webhook_endpoint_changed", { endpointId, action, actor: actor.keyId });
    return ok(endpoint);
  }
  throw new PortFault("d1", `${endpointId}: changed by others ${TRIES} times meanwhile`);
}
