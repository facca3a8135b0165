import type { Context } from "hono";
import type { Caller, Customer, Operator } from "../../app/base/actor.ts";
import type { HttpEnv } from "./http-env.ts";

/** The customer whose browser or app sent this request; only behind the session middleware. */
export const customerOf = (c: Context<HttpEnv>): Customer => ({
  kind: "customer",
  sessionId: c.get("sessionId"),
  ip: c.get("ip"),
});

/** The system that sent this request, with the key that it has shown (`keyOrAnonymous`). */
export const callerOf = (c: Context<HttpEnv>): Caller => ({
  kind: "caller",
  ip: c.get("ip"),
  key: c.get("operator") ?? null,
});

/** The operator or the system whose key this request has; only behind `operatorKey`. */
export const operatorOf = (c: Context<HttpEnv>): Operator => c.get("operator");
