import type { MiddlewareHandler } from "hono";
import type { Ports } from "../../app/ports/ports.ts";
import type { Env } from "../../config/env.ts";
import { settingsOf } from "../../config/settings.ts";
import type { HttpEnv } from "../base/http-env.ts";

/**
 * Puts the ports, the checked settings, a request id and the requesting address on the context.
 * The address is the edge's word (`CF-Connecting-IP`, which callers cannot set there).
 */
export function requestContext(portsOf: (env: Env) => Ports): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    c.set("requestId", crypto.randomUUID());
    c.header("X-Request-Id", c.get("requestId"));
    c.set("ip", c.req.header("CF-Connecting-IP")?.trim() || null);
    c.set("settings", settingsOf(c.env));
    c.set("ports", portsOf(c.env));
    await next();
  };
}
