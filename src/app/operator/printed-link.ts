import type { LinkVersion } from "../ports/links.ts";
import type { Ports } from "../ports/ports.ts";

/** A printed link (row R6): its address is the identity of the service until it is rotated. */
export interface PrintedLink extends LinkVersion {
  /** Null once it is revoked. */
  readonly url: string | null;
}

export type PrintedLinkNeeds = Pick<Ports, "signer" | "settings">;

/** The link with the address that is printed. */
export async function printedLink(
  { signer, settings }: PrintedLinkNeeds,
  { linkId, version }: LinkVersion,
): Promise<PrintedLink> {
  const token = await signer.sign("link", { linkId, version });
  return { linkId, version, url: new URL(`/l/${token}`, settings.publicUrl).href };
}
