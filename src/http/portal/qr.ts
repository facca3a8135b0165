import type { Context } from "hono";
import { renderSVG } from "uqr";
import * as z from "zod";
import { findLink } from "../../app/identification/find-link.ts";
import { brandById, brandOfHost } from "../base/brand.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import type { Queried } from "../base/query.ts";

/**
 * GET /l/:token/qr.svg: the link as a picture to print. Only a link that leads to a service now has
 * a picture: a revoked or rotated link, or any other address, must not be printed from here.
 */
export async function linkQrRoute(c: Context<HttpEnv>): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const ports = c.get("ports");
  const found = await findLink(ports, token);
  if (found === null) return problem(c, { code: "link_invalid" });
  const { publicUrl } = await brandById(c, found.service.brand);
  // A picture in a cache would outlive the link.
  return picture(c, new URL(`/l/${token}`, publicUrl), "no-store");
}

/** Path and query of a page of this portal. */
export const handoverQuery = z.strictObject({ to: z.string().max(1000).startsWith("/") });

/** GET /qr.svg?to=/…: the address of a page of this portal, to go on with it on another phone. */
export function handoverQrRoute(c: Queried<typeof handoverQuery>): Response {
  const portal = new URL(brandOfHost(c).publicUrl);
  const target = URL.parse(c.req.valid("query").to, portal.href);
  // The parsed address is compared: a parser ignores tabs and takes a backslash for a slash.
  if (target?.origin !== portal.origin) {
    const errors = [{ field: "to", message: "has to be a path of this portal" }];
    return problem(c, { code: "invalid_request", errors });
  }
  return picture(c, target, "private, max-age=3600");
}

/** Error correction "Q": labels on devices get scratched, and screens reflect light. */
const picture = (c: Context<HttpEnv>, { href }: URL, cacheControl: string): Response =>
  c.body(renderSVG(href, { ecc: "Q", border: 4 }), 200, {
    "Content-Type": "image/svg+xml",
    "Cache-Control": cacheControl,
  });
