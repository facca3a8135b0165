import type { ServiceId } from "../../domain/base/ids.ts";
import type { LinkVersion } from "../ports/links.ts";
import type { Ports } from "../ports/ports.ts";

/** A printed link (row R6): its address is the identity of the service until it is rotated. */
export interface PrintedLink extends LinkVersion {
  /** Null once it is revoked. */
  readonly url: string | null;
}

export type PrintedLinkNeeds = Pick<Ports, "signer" | "brands" | "register">;

/** The link with the address that is printed: that of the service's own brand. */
export async function printedLink(
  { signer, brands, register }: PrintedLinkNeeds,
  { linkId, version }: LinkVersion,
  serviceId: ServiceId,
): Promise<PrintedLink> {
  const token = await signer.sign("link", { linkId, version });
  const service = await register.byId(serviceId);
  const { publicUrl } = (service && (await brands.byId(service.brand))) ?? brands.configured;
  return { linkId, version, url: new URL(`/l/${token}`, publicUrl).href };
}
