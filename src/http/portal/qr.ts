import type { Context } from "hono";
import { renderSVG } from "uqr";
import * as z from "zod";
import { knownLink } from "../../app/identification/identify.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import type { Queried } from "../base/query.ts";

/**
 * GET /l/:token/qr.svg: the link as a picture to print. Only for links that lead to a service now,
 * so that nobody prints other addresses with our name on them, or what was revoked or rotated.
 */
export async function linkPicture(c: Context<HttpEnv>): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const ports = c.get("ports");
  if ((await knownLink(ports, token)) === null) return problem(c, { code: "link_invalid" });
  // A picture of somebody's cache would outlive the link.
  return picture(c, new URL(`/l/${token}`, ports.settings.publicUrl), "no-store");
}

/** A page of ours, by path and query. */
export const handOver = z.strictObject({ to: z.string().max(1000).startsWith("/") });

/** GET /qr.svg?to=/…: a page of this portal, to go on with it on another phone. */
export function handOverPicture(c: Queried<typeof handOver>): Response {
  const ours = new URL(c.get("ports").settings.publicUrl);
  const wanted = URL.parse(c.req.valid("query").to, ours.href);
  // Asked of the parser itself: it overlooks tabs, and takes a backslash for a slash.
  if (wanted?.origin !== ours.origin) {
    const errors = [{ field: "to", message: "has to be a path of this portal" }];
    return problem(c, { code: "invalid_request", errors });
  }
  return picture(c, wanted, "private, max-age=3600");
}

/** Error correction "Q": labels on devices get scratched, and screens shine. */
const picture = (c: Context<HttpEnv>, { href }: URL, kept: string): Response =>
  c.body(renderSVG(href, { ecc: "Q", border: 4 }), 200, {
    "Content-Type": "image/svg+xml",
    "Cache-Control": kept,
  });
