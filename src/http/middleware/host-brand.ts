import type { MiddlewareHandler } from "hono";
import { hostOf } from "../base/brand.ts";
import type { HttpEnv } from "../base/http-env.ts";

/** Puts the brand of the request's host name on the context. */
export function hostBrand(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    c.set("brand", await c.get("ports").brands.byHost(hostOf(c)));
    await next();
  };
}
