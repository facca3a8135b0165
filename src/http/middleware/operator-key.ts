import type { Context, MiddlewareHandler } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { HTTPException } from "hono/http-exception";
import { authenticateOperator } from "../../app/operator/authenticate-operator.ts";
import type { RefuseRequest } from "../base/faults.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { addressKey } from "./limiter.ts";

const RETRY_AFTER_SECONDS = 60;

const bearer = bearerAuth({
  realm: "operator",
  verifyToken: async (token: string, c: Context<HttpEnv>) => {
    const found = await authenticateOperator(c.get("ports"), token);
    if (found.ok) c.set("operator", found.value);
    return found.ok;
  },
});

/**
 * Lets a request pass that has `Authorization: Bearer <operator token>` of a live key, and puts its
 * holder on the context. Otherwise `refuse` answers with `unauthorized`; an address that fails too
 * often gets `too_many_requests`.
 */
export function operatorKey(refuse: RefuseRequest): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    try {
      await bearer(c, async () => {});
    } catch (fault) {
      if (!(fault instanceof HTTPException)) throw fault;
      return refuseKey(c, refuse, fault.getResponse().headers.get("WWW-Authenticate"));
    }
    return next();
  };
}

/** hono answers a malformed header with 400; to a caller it is the same 401 as a wrong token. */
async function refuseKey(c: Context<HttpEnv>, refuse: RefuseRequest, challenge: string | null) {
  if (c.get("settings").LIMITER === "on") {
    const { success } = await c.env.ANONYMOUS_LIMIT.limit({ key: `operator@${addressKey(c)}` });
    if (!success) {
      c.header("Retry-After", String(RETRY_AFTER_SECONDS));
      return refuse(c, "too_many_requests");
    }
  }
  c.header("WWW-Authenticate", challenge ?? 'Bearer realm="operator"');
  return refuse(c, "unauthorized");
}
