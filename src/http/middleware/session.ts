import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { isId, type SessionId } from "../../domain/base/ids.ts";
import type { HttpEnv } from "../base/http-env.ts";

const COOKIE = "et_session";
const LIFE_SECONDS = 24 * 60 * 60;

/**
 * The browser session: a random name, no account behind it. It decides who gets a client secret
 * again and which open top-up a new one replaces. Apps keep the cookie like a browser does.
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

/** The session that came with the request, if it is one of ours by its form. */
export function knownSession(c: Context<HttpEnv>): SessionId | null {
  const cookie = getCookie(c, COOKIE);
  return isId("ses", cookie) ? cookie : null;
}
