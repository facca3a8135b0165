import type { MiddlewareHandler } from "hono";
import type { RefuseRequest } from "../base/faults.ts";
import type { HttpEnv } from "../base/http-env.ts";

const RETRY_AFTER_SECONDS = 60;

/** Limits the calls of one key (`KEY_LIMIT` in wrangler.toml); only behind `operatorKey`. */
export function keyLimiter(refuse: RefuseRequest): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (c.get("settings").LIMITER === "off") return next();
    const { success } = await c.env.KEY_LIMIT.limit({ key: c.get("operator").keyId });
    if (success) return next();
    c.header("Retry-After", String(RETRY_AFTER_SECONDS));
    return refuse(c, "too_many_requests");
  };
}
