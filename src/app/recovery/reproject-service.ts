import { ok, type Result } from "../../domain/base/result.ts";
import { type Operator, refOf } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { ServiceOrder } from "../base/service-order.ts";
import type { Ports } from "../ports/ports.ts";
import type { ReprojectedPage } from "./reproject-page.ts";
import { type TellClosedStatusNeeds, tellClosedStatus } from "./tell-closed-status.ts";

/**
 * D1 was restored: this service's object is told whether the register has the service closed, and
 * sends everything again. Refuses with `forbidden`, `reason_needed`,
 * or with `not_found` when the object never had anything to send.
 */
export async function reprojectService(
  needs: TellClosedStatusNeeds & Pick<Ports, "log">,
  actor: Operator,
  input: ServiceOrder,
): Promise<Result<ReprojectedPage, Refusal<"forbidden" | "reason_needed" | "not_found">>> {
  const allowed = allow(actor, "projection:rebuild");
  if (!allowed.ok) return allowed;
  const reason = reasonOf(input.reason);
  if (!reason.ok) return reason;
  const { serviceId } = input;
  // The register may have lost the service: then only a key of all brands may know of it.
  const isSeen = actor.brands === "all" || seen(actor, await needs.register.byId(serviceId));
  if (!isSeen) return refusal("not_found");
  const order = { actor: refOf(actor), reason: reason.value };
  await tellClosedStatus(needs, serviceId);
  const answer = await needs.objects.of(serviceId).reproject({ order });
  if (answer === "empty") return refusal("not_found");
  needs.log.info("reprojected", { actor: actor.keyId, reason: reason.value, serviceId });
  return ok({ due: 1, failed: [], after: null });
}
