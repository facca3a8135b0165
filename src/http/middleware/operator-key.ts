import type { Context, MiddlewareHandler } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { HTTPException } from "hono/http-exception";
import { authenticateOperator } from "../../app/operator/authenticate-operator.ts";
import { unauthorizedChallenge } from "../base/challenge.ts";
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
 * often gets `too_many_requests`. So does one that calls more often than a key may, before D1 is
 * asked: whether a token is right is not known until D1 has answered.
 */
export function operatorKey(refuse: RefuseRequest): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (!(await isWithin(c, "KEY_LIMIT", `operator-calls@${addressKey(c)}`))) {
      return refuseMany(c, refuse);
    }
    try {
      await bearer(c, async () => {});
    } catch (fault) {
      if (!(fault instanceof HTTPException)) throw fault;
      return refuseKey(c, refuse);
    }
    return next();
  };
}

/** hono answers a malformed header with 400; to a caller it is the same 401 as a wrong token. */
async function refuseKey(c: Context<HttpEnv>, refuse: RefuseRequest) {
  if (!(await isWithin(c, "ANONYMOUS_LIMIT", `operator@${addressKey(c)}`))) {
    return refuseMany(c, refuse);
  }
  c.header("WWW-Authenticate", unauthorizedChallenge(c.req.header("Authorization")));
  return refuse(c, "unauthorized");
}

async function isWithin(
  c: Context<HttpEnv>,
  limit: "KEY_LIMIT" | "ANONYMOUS_LIMIT",
  key: string,
): Promise<boolean> {
  return c.get("settings").LIMITER === "off" || (await c.env[limit].limit({ key })).success;
}

function refuseMany(c: Context<HttpEnv>, refuse: RefuseRequest) {
  c.header("Retry-After", String(RETRY_AFTER_SECONDS));
  return refuse(c, "too_many_requests");
}
