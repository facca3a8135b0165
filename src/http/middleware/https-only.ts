import type { MiddlewareHandler } from "hono";
import type { HttpEnv } from "../base/http-env.ts";
import { requestUrl } from "../base/request-url.ts";

/**
 * In production plain http leads to the same address under https, with its method and body (308).
 * No route is reached before, so no cookie and no token is answered in clear.
 */
export function httpsOnly(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const isDevelopment = c.get("settings").ENVIRONMENT === "development";
    if (requestUrl(c).protocol === "https:" || isDevelopment) return next();
    const url = new URL(c.req.url);
    url.protocol = "https:";
    return c.redirect(url.href, 308);
  };
}
