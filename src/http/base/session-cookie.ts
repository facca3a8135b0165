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

/** The session id of the request; null when there is none or it has not the form of one. */
export function knownSession(c: Context<HttpEnv>): SessionId | null {
  const cookie = isSecure(c) ? getCookie(c, SESSION_COOKIE, "host") : getCookie(c, SESSION_COOKIE);
  return isId("ses", cookie) ? cookie : null;
}

export function setSession(c: Context<HttpEnv>, sessionId: SessionId): void {
  const secure = isSecure(c);
  setCookie(c, SESSION_COOKIE, sessionId, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure,
    ...(secure && { prefix: "host" }),
    maxAge: LIFE_SECONDS,
  });
}

const isSecure = (c: Context<HttpEnv>): boolean => new URL(c.req.url).protocol === "https:";
