import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { isId, type SessionId } from "../../domain/base/ids.ts";
import type { HttpEnv } from "../base/http-env.ts";

const COOKIE = "et_session";
const LIFE_SECONDS = 24 * 60 * 60;

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
    if (known === null) {
      setCookie(c, COOKIE, sessionId, {
        path: "/",
        httpOnly: true,
        sameSite: "Lax",
        secure: new URL(c.req.url).protocol === "https:",
        maxAge: LIFE_SECONDS,
      });
    }
    await next();
  };
}

/** The session id of the request; null when there is none or it has not the form of one. */
export function knownSession(c: Context<HttpEnv>): SessionId | null {
  const cookie = getCookie(c, COOKIE);
  return isId("ses", cookie) ? cookie : null;
}
