import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { ServiceOrder } from "../base/service-order.ts";
import type { Ports } from "../ports/ports.ts";
import type { PrintedLink } from "./printed-link.ts";

/**
 * The service can no longer be found by a link, until a new one is printed. Refuses with
 * `reason_needed`, or with `not_found` when the service has no link.
 */
export async function revokeLink(
  { links, clock, log }: Pick<Ports, "links" | "clock" | "log">,
  { name: actor }: Operator,
  { serviceId, reason: text }: ServiceOrder,
): Promise<Result<PrintedLink, Refusal<"reason_needed" | "not_found">>> {
  const reason = reasonOf(text);
  if (!reason.ok) return reason;
  const link = await links.revoke(serviceId, clock.now());
  if (link === null) return refusal("not_found");
  const { linkId } = link;
  log.info("link_revoked", { serviceId, actor, reason: reason.value, linkId });
  return ok({ ...link, url: null });
}
