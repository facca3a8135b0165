import type { Context } from "hono";
import { openApi } from "../../contract/openapi.ts";
import { hostOf } from "../base/brand.ts";
import type { HttpEnv } from "../base/http-env.ts";

/** GET /api/openapi.json: the document of this API. */
export async function openApiRoute(c: Context<HttpEnv>): Promise<Response> {
  const { publicUrl } = await c.get("ports").brands.byHost(hostOf(c));
  c.header("Cache-Control", "public, max-age=300");
  return c.json(openApi(publicUrl));
}

/** GET /api/health. An invalid configuration fails before this handler, with 500. */
export function healthRoute(c: Context<HttpEnv>): Response {
  c.header("Cache-Control", "no-store");
  return c.json({ status: "ok", livemode: c.get("ports").payments.livemode });
}
