import type { MiddlewareHandler } from "hono";
import { type ErrorPage, refuseRequest } from "../faults.ts";
import type { HttpEnv } from "../http-env.ts";
import { knownSession } from "./session.ts";

const RETRY_AFTER_SECONDS = 60;

/**
 * One limiter in front of anonymous posts, by session and address. Callers who come without a
 * session share their address's allowance, so dropping the cookie does not help. Inventing a new
 * session each time still does: this slows card testing down, it does not end it.
 */
export function limiter(errorPage: ErrorPage): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (c.req.method !== "POST" || c.get("settings").LIMITER === "off") return next();
    const key = `${knownSession(c) ?? "none"}@${c.get("ip") ?? "unknown"}`;
    const { success } = await c.env.ANONYMOUS_LIMIT.limit({ key });
    if (success) return next();
    c.header("Retry-After", String(RETRY_AFTER_SECONDS));
    return refuseRequest(c, "too_many_requests", errorPage);
  };
}
