import type { MiddlewareHandler } from "hono";
import type { HttpEnv } from "../base/http-env.ts";
import { knownSession, setSession } from "../base/session-cookie.ts";

/**
 * The browser session: a random id in a cookie, without an account. Only the session that made a
 * top-up gets its client secret again, and a new top-up supersedes the open one of the same
 * session. Apps keep the cookie as a browser does.
 */
export function session(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const known = knownSession(c);
    const sessionId = known ?? c.get("ports").ids.fresh("ses");
    c.set("sessionId", sessionId);
    if (known === null) setSession(c, sessionId);
    await next();
  };
}
