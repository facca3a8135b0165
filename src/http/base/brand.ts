import type { Context } from "hono";
import type { Brand } from "../../app/ports/brand-catalogue.ts";
import { PortFault } from "../../app/ports/port-fault.ts";
import { canonicalHost } from "../../domain/base/host-name.ts";
import type { HttpEnv } from "./http-env.ts";
import { requestUrl } from "./request-url.ts";

/** The host name of a request in its one spelling, with its port where it has one. */
export const hostOf = (c: Context<HttpEnv>): string => canonicalHost(requestUrl(c).host);

/** The brand of this request's host name. */
export const brandOfHost = (c: Context<HttpEnv>): Brand =>
  c.get("brand") ?? c.get("ports").brands.configured;

/** A service's own brand; the host's where that one cannot be used or D1 is silent. */
export async function brandById(c: Context<HttpEnv>, id: string): Promise<Brand> {
  try {
    return (await c.get("ports").brands.byId(id)) ?? brandOfHost(c);
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    c.get("ports").log.warn("brand_not_read", { brand: id, why: fault.message });
    return brandOfHost(c);
  }
}

/**
 * Where a page of this brand is opened instead: the same path under the brand's own host name,
 * whose look the customer knows. Null: it may be shown here.
 */
export function ownHostOf(c: Context<HttpEnv>, brand: Brand): string | null {
  if (brand.id === brandOfHost(c).id) return null;
  const { pathname, search } = requestUrl(c);
  const own = new URL(brand.publicUrl);
  if (own.host === hostOf(c)) return null;
  // Two slashes at the beginning would lead to another site.
  return `${own.origin}${pathname.replace(/^\/+/, "/")}${search}`;
}
