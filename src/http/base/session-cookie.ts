import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { isId, type ServiceId, type SessionId } from "../../domain/base/ids.ts";
import type { HttpEnv } from "./http-env.ts";
import { requestUrl } from "./request-url.ts";

/**
 * Names have the prefix `__Host-` under https, so that no other host of the domain can set them;
 * browsers take that prefix under https only.
 */
export const SESSION_COOKIE = "et_session";
const LAST_SERVICE_COOKIE = "et_service";
const LIFE_SECONDS = 24 * 60 * 60;

/**
 * The session of the request's cookie; null when there is none, or we did not sign it. Its id alone
 * opens nothing: ids stand in logs and follow from texts that callers know.
 */
export async function signedSession(c: Context<HttpEnv>): Promise<SessionId | null> {
  const cookie = read(c, SESSION_COOKIE);
  const payload = cookie ? await c.get("ports").signer.verify("session", cookie) : null;
  return isId("ses", payload?.sessionId) ? payload.sessionId : null;
}

export async function setSession(c: Context<HttpEnv>, sessionId: SessionId): Promise<void> {
  write(c, SESSION_COOKIE, await c.get("ports").signer.sign("session", { sessionId }));
}

/** The service that this browser used last; null: none within a day. It proves nothing. */
export function lastService(c: Context<HttpEnv>): ServiceId | null {
  const cookie = read(c, LAST_SERVICE_COOKIE);
  return isId("svc", cookie) ? cookie : null;
}

export const setLastService = (c: Context<HttpEnv>, serviceId: ServiceId): void =>
  write(c, LAST_SERVICE_COOKIE, serviceId);

const read = (c: Context<HttpEnv>, name: string): string | undefined =>
  isSecure(c) ? getCookie(c, name, "host") : getCookie(c, name);

function write(c: Context<HttpEnv>, name: string, value: string): void {
  const secure = isSecure(c);
  setCookie(c, name, value, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure,
    ...(secure && { prefix: "host" }),
    maxAge: LIFE_SECONDS,
  });
}

const isSecure = (c: Context<HttpEnv>): boolean => requestUrl(c).protocol === "https:";
