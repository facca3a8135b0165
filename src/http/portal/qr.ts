import type { Context } from "hono";
import { renderSVG } from "uqr";
import type { HttpEnv } from "../http-env.ts";
import { problem } from "../problem.ts";

/**
 * GET /l/:token/qr.svg: the link as a picture to print, or to hand over to another phone. Only for
 * links that we have signed, so that nobody prints other addresses with our name on them. Error
 * correction "Q": labels on devices get scratched.
 */
export async function linkPicture(c: Context<HttpEnv>): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const { signer, settings } = c.get("ports");
  if ((await signer.verify("link", token)) === null) return problem(c, { code: "link_invalid" });
  const svg = renderSVG(new URL(`/l/${token}`, settings.publicUrl).href, { ecc: "Q", border: 4 });
  return c.body(svg, 200, {
    "Content-Type": "image/svg+xml",
    "Cache-Control": "private, max-age=3600",
  });
}
