import { ok, type Result } from "../../domain/base/result.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";

/** A printed link (row R6): its address is the identity of the service until it is rotated. */
export interface PrintedLink {
  readonly linkId: string;
  readonly version: number;
  /** Null once it is revoked. */
  readonly url: string | null;
}
export interface LinkOrder {
  readonly serviceId: string;
  readonly actor: string;
  readonly reason: string;
}

/**
 * The link of a service to print as a QR code; made when it has none. Asked again it is the same.
 * Refuses with `not_found` when the register does not know the service.
 */
export async function printLink(
  ports: Ports,
  { serviceId }: LinkOrder,
): Promise<Result<PrintedLink, Refusal>> {
  if ((await ports.register.byId(serviceId)) === null) return refusal("not_found");
  const linkId = ports.ids.fresh("lnk");
  return ok(await printed(ports, await ports.links.currentOrNew({ serviceId, linkId })));
}

/** A new version: what was printed before opens nothing any more. */
export async function rotateLink(
  ports: Ports,
  order: LinkOrder,
): Promise<Result<PrintedLink, Refusal>> {
  if (order.reason.trim() === "") return refusal("reason_needed");
  const link = await ports.links.rotate(order.serviceId);
  if (link === null) return refusal("not_found");
  ports.log.info("link_rotated", { ...order, linkId: link.linkId });
  return ok(await printed(ports, link));
}

/** The service can no longer be found by a link, until one is printed anew. */
export async function revokeLink(
  ports: Ports,
  order: LinkOrder,
): Promise<Result<PrintedLink, Refusal>> {
  if (order.reason.trim() === "") return refusal("reason_needed");
  const link = await ports.links.revoke(order.serviceId, ports.clock.now());
  if (link === null) return refusal("not_found");
  ports.log.info("link_revoked", { ...order, linkId: link.linkId });
  return ok({ ...link, url: null });
}

async function printed(
  ports: Ports,
  { linkId, version }: { readonly linkId: string; readonly version: number },
): Promise<PrintedLink> {
  const token = await ports.signer.sign("link", { linkId, version });
  return { linkId, version, url: new URL(`/l/${token}`, ports.settings.publicUrl).href };
}
