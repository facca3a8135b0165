import type { MiddlewareHandler } from "hono";
import type { HttpEnv } from "../base/http-env.ts";
import { setSession, signedSession } from "../base/session-cookie.ts";

/**
 * The browser session: a random id in a signed cookie, without an account. Only the session that
 * made a top-up gets its client secret again, and a new top-up supersedes the open one of the same
 * session. Apps keep the cookie as a browser does. A forged or unsigned one is a new session.
 */
export function session(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const known = await signedSession(c);
    const sessionId = known ?? c.get("ports").ids.fresh("ses");
    c.set("sessionId", sessionId);
    c.set("knownSession", known);
    if (known === null) await setSession(c, sessionId);
    await next();
  };
}
