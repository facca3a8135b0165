import { hasPrefix, type LinkId } from "../../domain/base/ids.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";

/** The service of a link; null: forged, revoked, or of an older version. */
export async function findLink(
  { signer, register }: Pick<Ports, "signer" | "register">,
  link: string,
): Promise<{ readonly service: Service; readonly linkId: LinkId } | null> {
  const payload = await signer.verify("link", link);
  const linkId = payload?.linkId;
  if (!hasPrefix("lnk", linkId)) return null;
  const found = await register.byLink(linkId);
  if (!found || found.version !== payload?.version) return null;
  return { service: found.service, linkId };
}
