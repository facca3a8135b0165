import type { ServiceId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import { type PrintedLink, type PrintedLinkNeeds, printedLink } from "./printed-link.ts";

/**
 * The link of a service to print as a QR code; made when it has none. Asked again it is the same.
 * Refuses with `not_found` when the register does not know the service.
 */
export async function printLink(
  needs: PrintedLinkNeeds & Pick<Ports, "links" | "ids" | "log">,
  { name: actor }: Operator,
  { serviceId }: { readonly serviceId: ServiceId },
): Promise<Result<PrintedLink, Refusal<"not_found">>> {
  if ((await needs.register.byId(serviceId)) === null) return refusal("not_found");
  const fresh = { serviceId, linkId: needs.ids.fresh("lnk") };
  const link = await needs.links.currentOrNew(fresh);
  needs.log.info("link_printed", { serviceId, actor, linkId: link.linkId });
  return ok(await printedLink(needs, link, serviceId));
}
