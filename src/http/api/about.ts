import type { Context } from "hono";
import { openApi } from "../../contract/openapi.ts";
import type { HttpEnv } from "../base/http-env.ts";

/** GET /api/openapi.json: the document of this API. */
export function openApiRoute(c: Context<HttpEnv>): Response {
  c.header("Cache-Control", "public, max-age=300");
  return c.json(openApi(c.get("ports").settings.publicUrl));
}

/** GET /api/health. An invalid configuration fails before this handler, with 500. */
export function healthRoute(c: Context<HttpEnv>): Response {
  c.header("Cache-Control", "no-store");
  const { payments, settings } = c.get("ports");
  return c.json({ status: "ok", livemode: payments.livemode, version: settings.version });
}
