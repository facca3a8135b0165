import { ok, type Result } from "../../domain/base/result.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { LinkVersion } from "../ports/links.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";

/** A printed link (row R6): its address is the identity of the service until it is rotated. */
export interface PrintedLink extends LinkVersion {
  /** Null once it is revoked. */
  readonly url: string | null;
}

export type PrintedLinkNeeds = Pick<Ports, "signer" | "brands" | "register">;

/**
 * The host name under which a link of this service is printed: that of the service's own brand.
 * Refuses with `service_sales_blocked` when the brand cannot be used: a label with another
 * merchant's host would stay on the device. Ask before the link is made or changed. Throws
 * `PortFault` when D1 is silent.
 */
export async function printedHost(
  { brands }: Pick<Ports, "brands">,
  { brand: id }: Service,
): Promise<Result<string, Refusal<"service_sales_blocked">>> {
  const brand = await brands.byId(id);
  return brand === null ? refusal("service_sales_blocked") : ok(brand.publicUrl);
}

/** The link with the address that is printed. */
export async function printedLink(
  { signer }: Pick<Ports, "signer">,
  { linkId, version }: LinkVersion,
  publicUrl: string,
): Promise<PrintedLink> {
  const token = await signer.sign("link", { linkId, version });
  return { linkId, version, url: new URL(`/l/${token}`, publicUrl).href };
}
