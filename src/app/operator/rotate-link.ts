import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { reasonOf } from "../base/reason.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { ServiceOrder } from "../base/service-order.ts";
import type { Ports } from "../ports/ports.ts";
import {
  type PrintedLink,
  type PrintedLinkNeeds,
  printedHost,
  printedLink,
} from "./printed-link.ts";

type RotateLinkRefusal = "forbidden" | "reason_needed" | "not_found" | "service_sales_blocked";

/**
 * A new version: what was printed before opens nothing any more. Refuses with `forbidden`,
 * `reason_needed`, with `not_found` when the service has no link, or with `service_sales_blocked`
 * when its brand cannot be used.
 */
export async function rotateLink(
  needs: PrintedLinkNeeds & Pick<Ports, "links" | "register" | "log">,
  actor: Operator,
  { serviceId, reason: text }: ServiceOrder,
): Promise<Result<PrintedLink, Refusal<RotateLinkRefusal>>> {
  const allowed = allow(actor, "links:change");
  if (!allowed.ok) return allowed;
  const reason = reasonOf(text);
  if (!reason.ok) return reason;
  const service = seen(actor, await needs.register.byId(serviceId, "anew"));
  if (service === null) return refusal("not_found");
  const host = await printedHost(needs, service);
  if (!host.ok) return host;
  const link = await needs.links.rotate(serviceId);
  if (link === null) return refusal("not_found");
  const { linkId } = link;
  needs.log.info("link_rotated", { serviceId, actor: actor.keyId, reason: reason.value, linkId });
  return ok(await printedLink(needs, link, host.value));
}
