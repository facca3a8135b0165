import type { ServiceId } from "../../domain/base/ids.ts";
import type { LinkVersion } from "../ports/links.ts";
import type { Ports } from "../ports/ports.ts";

/** A printed link (row R6): its address is the identity of the service until it is rotated. */
export interface PrintedLink extends LinkVersion {
  /** Null once it is revoked. */
  readonly url: string | null;
}

/** An operator's order about the link of one service. */
export interface LinkInput {
  readonly serviceId: ServiceId;
  readonly reason: string;
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
