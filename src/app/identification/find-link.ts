import { hasPrefix, type LinkId } from "../../domain/base/ids.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";

/**
 * The token of what a customer scanned or copied: the bare token, or the whole printed address,
 * whatever its host, query and fragment; the signature says whose it is.
 */
export function linkTokenOf(text: string): string {
  // A link in a sentence is copied with what follows it.
  const trimmed = text.trim().replace(/[.,;:!?)\]}>"'\u2019\u201d\u00bb]+$/u, "");
  return /^https?:\/\/[^/]+\/l\/([^/?#]+)\/?(?:[?#].*)?$/i.exec(trimmed)?.[1] ?? trimmed;
}

interface FoundLink {
  readonly service: Service;
  readonly linkId: LinkId;
  readonly version: number;
}

/** The service of a link (token or address); null: forged, revoked, or of an older version. */
export async function findLink(
  { signer, register }: Pick<Ports, "signer" | "register">,
  link: string,
): Promise<FoundLink | null> {
  const payload = await signer.verify("link", linkTokenOf(link));
  const linkId = payload?.linkId;
  if (!hasPrefix("lnk", linkId)) return null;
  const found = await register.byLink(linkId);
  if (!found || found.version !== payload?.version) return null;
  return { ...found, linkId };
}
