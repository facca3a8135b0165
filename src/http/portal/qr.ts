import type { Context } from "hono";
import { renderSVG } from "uqr";
import * as z from "zod";
import type { HttpEnv } from "../http-env.ts";
import { problem } from "../problem.ts";
import type { Queried } from "../query.ts";

/**
 * GET /l/:token/qr.svg: the link as a picture to print. Only for links that we have signed, so that
 * nobody prints other addresses with our name on them.
 */
export async function linkPicture(c: Context<HttpEnv>): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const { signer, settings } = c.get("ports");
  if ((await signer.verify("link", token)) === null) return problem(c, { code: "link_invalid" });
  return picture(c, new URL(`/l/${token}`, settings.publicUrl));
}

/** A page of ours, by path and query; two slashes would make another site's of it. */
export const handOver = z.strictObject({
  to: z
    .string()
    .max(1000)
    .regex(/^\/(?![/\\])/),
});

/** GET /qr.svg?to=/…: a page of this portal, to go on with it on another phone. */
export function handOverPicture(c: Queried<typeof handOver>): Response {
  return picture(c, new URL(c.req.valid("query").to, c.get("ports").settings.publicUrl));
}

/** Error correction "Q": labels on devices get scratched, and screens shine. */
const picture = (c: Context<HttpEnv>, { href }: URL): Response =>
  c.body(renderSVG(href, { ecc: "Q", border: 4 }), 200, {
    "Content-Type": "image/svg+xml",
    "Cache-Control": "private, max-age=3600",
  });
