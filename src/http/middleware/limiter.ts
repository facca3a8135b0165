import type { Context, MiddlewareHandler } from "hono";
import { networkPrefixOf } from "../../domain/base/ip-address.ts";
import type { RefuseRequest } from "../base/faults.ts";
import type { HttpEnv } from "../base/http-env.ts";

const RETRY_AFTER_SECONDS = 60;

/** Who calls: customers with a browser, or servers of other systems. */
type Callers = "browsers" | "systems";

/**
 * Limits anonymous posts. Browsers are counted by session and address, and with a higher limit by
 * address alone, so that a new session for each post helps only briefly. An IPv6 caller counts as
 * its /64, because it can choose any address in it. Systems are counted by address alone: one
 * server calls for all of its customers and keeps no cookie.
 *
 * A page to which a bank leads back makes the Worker ask Stripe, so it is counted as well. Such a
 * page is never refused; the context only says `limited`.
 */
export function limiter(
  refuse: RefuseRequest,
  callers: Callers = "browsers",
): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const isPost = c.req.method === "POST";
    const asksStripe = callers === "browsers" && c.req.query("payment_intent") !== undefined;
    if (!(isPost || asksStripe) || c.get("settings").LIMITER === "off") return next();
    if (await isAllowed(c, callers)) return next();
    if (!isPost) {
      c.set("limited", true);
      return next();
    }
    c.header("Retry-After", String(RETRY_AFTER_SECONDS));
    return refuse(c, "too_many_requests");
  };
}

/** What an address is counted as: itself, or the /64 of an IPv6 address. */
export function addressKey(c: Context<HttpEnv>): string {
  const ip = c.get("ip");
  return (ip === null ? null : networkPrefixOf(ip)) ?? "unknown";
}

async function isAllowed(c: Context<HttpEnv>, callers: Callers): Promise<boolean> {
  const { ANONYMOUS_LIMIT, ADDRESS_LIMIT } = c.env;
  const address = addressKey(c);
  const session = `${c.get("knownSession") ?? "none"}@${address}`;
  const counts = callers === "browsers" ? [ANONYMOUS_LIMIT.limit({ key: session })] : [];
  counts.push(ADDRESS_LIMIT.limit({ key: address }));
  return (await Promise.all(counts)).every(({ success }) => success);
}
