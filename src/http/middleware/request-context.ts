import type { MiddlewareHandler } from "hono";
import type { Ports } from "../../app/ports/ports.ts";
import type { Env } from "../../config/env.ts";
import type { Settings } from "../../config/settings.ts";
import type { HttpEnv } from "../base/http-env.ts";

/** What a request needs from its bindings; both throw when the configuration is invalid. */
export interface ContextSources {
  readonly portsOf: (env: Env) => Ports;
  readonly settingsOf: (env: Env) => Settings;
  /** Runs `work` as this request: its id is on every line that is written meanwhile. */
  readonly asRequest: <T>(requestId: string, work: () => Promise<T>) => Promise<T>;
}

/**
 * Puts the ports, the checked settings, a request id and the requesting address on the context.
 * Cloudflare's edge sets the address (`CF-Connecting-IP`); a caller cannot set it there.
 */
export function requestContext({
  portsOf,
  settingsOf,
  asRequest,
}: ContextSources): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const requestId = requestIdOf(c.req.header("CF-Ray"));
    c.set("requestId", requestId);
    c.header("X-Request-Id", requestId);
    c.set("ip", c.req.header("CF-Connecting-IP")?.trim() || null);
    await asRequest(requestId, async () => {
      c.set("settings", settingsOf(c.env));
      c.set("ports", portsOf(c.env));
      await next();
    });
  };
}

/**
 * The id by which Cloudflare's own logs know the request too, as its edge sets it; another one
 * where there is no edge in front. Nothing else that a caller sends becomes part of a line.
 */
export const requestIdOf = (ray: string | undefined): string =>
  ray !== undefined && /^[0-9a-f]{16}(-[A-Z]{3})?$/.test(ray) ? ray : crypto.randomUUID();
