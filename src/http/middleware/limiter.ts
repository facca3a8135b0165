import type { MiddlewareHandler } from "hono";
import { networkPrefixOf } from "../../domain/base/ip-address.ts";
import { type ErrorPage, refuseRequest } from "../base/faults.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { knownSession } from "./session.ts";

const RETRY_AFTER_SECONDS = 60;

/**
 * One limiter in front of anonymous posts: by session and address, and more generously by address
 * alone, so that inventing a new session each time does not help for long. An IPv6 caller counts as
 * its /64, within which it can invent addresses too. Where the callers are other systems only the
 * address counts: one server asks for all of its customers, and keeps no cookie.
 *
 * A page that a bank leads back to asks Stripe, so it counts as well. It is never refused: it is
 * only marked as `limited`.
 */
export function limiter(
  errorPage: ErrorPage,
  whose: "browsers" | "systems" = "browsers",
): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const isPost = c.req.method === "POST";
    const asksStripe = whose === "browsers" && c.req.query("payment_intent") !== undefined;
    if (!(isPost || asksStripe) || c.get("settings").LIMITER === "off") return next();
    const ip = c.get("ip");
    const address = (ip === null ? null : networkPrefixOf(ip)) ?? "unknown";
    const { ANONYMOUS_LIMIT, ADDRESS_LIMIT } = c.env;
    const session = `${knownSession(c) ?? "none"}@${address}`;
    const allowed = await Promise.all([
      ...(whose === "browsers" ? [ANONYMOUS_LIMIT.limit({ key: session })] : []),
      ADDRESS_LIMIT.limit({ key: address }),
    ]);
    if (allowed.every(({ success }) => success)) return next();
    if (!isPost) {
      c.set("limited", true);
      return next();
    }
    c.header("Retry-After", String(RETRY_AFTER_SECONDS));
    return refuseRequest(c, "too_many_requests", errorPage);
  };
}
