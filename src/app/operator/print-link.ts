import type { ServiceId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow, seen } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import {
  type PrintedLink,
  type PrintedLinkNeeds,
  printedHost,
  printedLink,
} from "./printed-link.ts";

/**
 * The link of a service to print as a QR code; made when it has none. Asked again it is the same.
 * Refuses with `forbidden`, with `not_found` when the register does not know the service, or with
 * `service_sales_blocked` when its brand cannot be used.
 */
export async function printLink(
  needs: PrintedLinkNeeds & Pick<Ports, "links" | "ids" | "log">,
  actor: Operator,
  { serviceId }: { readonly serviceId: ServiceId },
): Promise<Result<PrintedLink, Refusal<"forbidden" | "not_found" | "service_sales_blocked">>> {
  const allowed = allow(actor, "links:print");
  if (!allowed.ok) return allowed;
  const service = seen(actor, await needs.register.byId(serviceId, "anew"));
  if (service === null) return refusal("not_found");
  const host = await printedHost(needs, service);
  if (!host.ok) return host;
  const fresh = { serviceId, linkId: needs.ids.fresh("lnk") };
  const link = await needs.links.currentOrNew(fresh);
  needs.log.info("link_printed", { serviceId, actor: actor.keyId, linkId: link.linkId });
  return ok(await printedLink(needs, link, host.value));
}
