import type { Context } from "hono";
import type { Caller, Customer, Operator } from "../../app/base/actor.ts";
import { OPERATOR_NAME_HEADER } from "../../contract/operator.ts";
import type { HttpEnv } from "./http-env.ts";

/** The customer whose browser or app sent this request; only behind the session middleware. */
export const customerOf = (c: Context<HttpEnv>): Customer => ({
  kind: "customer",
  sessionId: c.get("sessionId"),
  ip: c.get("ip"),
});

/** The system that sent this request. */
export const callerOf = (c: Context<HttpEnv>): Caller => ({ kind: "caller", ip: c.get("ip") });

/** The operator as the bearer of the operator token names itself in the body. */
export const operatorOf = (body: { readonly actor: string }): Operator => ({
  kind: "operator",
  name: body.actor,
});

const NAME_LENGTH = 100;
const UNNAMED = "not named";

/** The operator who reads, as the bearer of the operator token names itself in a header. */
export function readerOf(c: Context<HttpEnv>): Operator {
  const named = decoded(c.req.header(OPERATOR_NAME_HEADER) ?? "").trim();
  return { kind: "operator", name: named.slice(0, NAME_LENGTH) || UNNAMED };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
