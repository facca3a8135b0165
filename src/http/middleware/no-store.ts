import type { MiddlewareHandler } from "hono";
import type { HttpEnv } from "../base/http-env.ts";

/** What staff read holds personal data: no cache, no browser and no proxy keeps any of it. */
export function noStore(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  };
}
