import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { ServiceOrder } from "../base/service-order.ts";
import type { Ports } from "../ports/ports.ts";
import type { PrintedLink } from "./printed-link.ts";

/**
 * The service can no longer be found by a link, until a new one is printed. Refuses with
 * `forbidden`, `reason_needed`, or with `not_found` when the service has no link.
 */
export async function revokeLink(
  { links, register, clock, log }: Pick<Ports, "links" | "register" | "clock" | "log">,
  actor: Operator,
  { serviceId, reason: text }: ServiceOrder,
): Promise<Result<PrintedLink, Refusal<"forbidden" | "reason_needed" | "not_found">>> {
  const allowed = allow(actor, "links:change");
  if (!allowed.ok) return allowed;
  const reason = reasonOf(text);
  if (!reason.ok) return reason;
  if (!seen(actor, await register.byId(serviceId))) return refusal("not_found");
  const link = await links.revoke(serviceId, clock.now());
  if (link === null) return refusal("not_found");
  const { linkId } = link;
  log.info("link_revoked", { serviceId, actor: actor.keyId, reason: reason.value, linkId });
  return ok({ ...link, url: null });
}
