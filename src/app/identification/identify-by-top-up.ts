import { ok, type Result } from "../../domain/base/result.ts";
import { type Identification, isWeak, type TopUp } from "../../domain/top-up/top-up.ts";
import type { Customer } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { Ports } from "../ports/ports.ts";
import { type IdentifiedService, identifiedAs } from "./identify.ts";
import type { IdentifiedBy, ServiceTokenNeeds } from "./service-token.ts";

type Needs = ServiceTokenNeeds & Pick<Ports, "register" | "objects">;

/**
 * The service of a top-up, for the ways back from its page (row R9). The session that bought it is
 * known as it was then. To others the address of a top-up proves nothing, because reminders and
 * emails are passed on: weak. Refuses with `service_not_identified` where there is no such top-up
 * or service.
 */
export async function identifyByTopUp(
  needs: Needs,
  { sessionId, ip }: Customer,
  { serviceId, topUpId }: TopUpRef,
): Promise<Result<IdentifiedService, Refusal<"service_not_identified">>> {
  const [topUp, service] = await Promise.all([
    needs.objects.of(serviceId).loadTopUp({ topUpId }),
    needs.register.byId(serviceId),
  ]);
  if (topUp === null || service === null) return refusal("service_not_identified");
  const isOwn = topUp.request.sessionId === sessionId;
  const found = isOwn ? await asBought(needs, topUp) : BY_TOP_UP;
  return ok(await identifiedAs(needs, service, { ...found, ip }));
}

const BY_TOP_UP: Identification = { method: "top_up", linkId: null };

/** How the buyer was identified, unless that proved nothing or its link is not valid any more. */
async function asBought(
  { register }: Pick<Ports, "register">,
  { request }: TopUp,
): Promise<Omit<IdentifiedBy, "ip">> {
  const { method, linkId } = request.identifiedBy;
  if (isWeak({ method }) || method === "none" || method === "caller") return BY_TOP_UP;
  if (linkId === null) return { method, linkId };
  const found = await register.byLink(linkId);
  if (found?.service.id !== request.serviceId) return BY_TOP_UP;
  return { method, linkId, linkVersion: found.version };
}
