import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { isId, type SessionId } from "../../domain/base/ids.ts";
import type { HttpEnv } from "./http-env.ts";

/**
 * Its name has the prefix `__Host-` under https, so that no other host of the domain can set it;
 * browsers take that prefix under https only.
 */
export const SESSION_COOKIE = "et_session";
const LIFE_SECONDS = 24 * 60 * 60;

/**
 * The session of the request's cookie; null when there is none, or we did not sign it. Its id alone
 * opens nothing: ids stand in logs and follow from texts that callers know.
 */
export async function signedSession(c: Context<HttpEnv>): Promise<SessionId | null> {
  const cookie = isSecure(c) ? getCookie(c, SESSION_COOKIE, "host") : getCookie(c, SESSION_COOKIE);
  const payload = cookie ? await c.get("ports").signer.verify("session", cookie) : null;
  return isId("ses", payload?.sessionId) ? payload.sessionId : null;
}

export async function setSession(c: Context<HttpEnv>, sessionId: SessionId): Promise<void> {
  const secure = isSecure(c);
  setCookie(c, SESSION_COOKIE, await c.get("ports").signer.sign("session", { sessionId }), {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure,
    ...(secure && { prefix: "host" }),
    maxAge: LIFE_SECONDS,
  });
}

const isSecure = (c: Context<HttpEnv>): boolean => new URL(c.req.url).protocol === "https:";
