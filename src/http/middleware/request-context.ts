import type { MiddlewareHandler } from "hono";
import type { Ports } from "../../app/ports/ports.ts";
import type { Env } from "../../config/env.ts";
import type { Settings } from "../../config/settings.ts";
import type { HttpEnv } from "../base/http-env.ts";

/** What a request needs from its bindings; both throw when the configuration is invalid. */
export interface ContextSources {
  readonly portsOf: (env: Env) => Ports;
  readonly settingsOf: (env: Env) => Settings;
}

/**
 * Puts the ports, the checked settings, a request id and the requesting address on the context.
 * Cloudflare's edge sets the address (`CF-Connecting-IP`); a caller cannot set it there.
 */
export function requestContext({
  portsOf,
  settingsOf,
}: ContextSources): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    c.set("requestId", crypto.randomUUID());
    c.header("X-Request-Id", c.get("requestId"));
    c.set("ip", c.req.header("CF-Connecting-IP")?.trim() || null);
    c.set("settings", settingsOf(c.env));
    c.set("ports", portsOf(c.env));
    await next();
  };
}
