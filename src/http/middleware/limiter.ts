import type { Context, MiddlewareHandler } from "hono";
import { networkPrefixOf } from "../../domain/base/ip-address.ts";
import type { RefuseRequest } from "../base/faults.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { isPayPath, readsBalance } from "../base/paths.ts";

const RETRY_AFTER_SECONDS = 60;

/** Who calls: customers with a browser, or servers of other systems. */
type Callers = "browsers" | "systems";

/**
 * Limits anonymous requests. Browsers are counted by session and address, and with a higher limit
 * by address alone, so that a new session for each request helps only briefly. An IPv6 caller
 * counts as its /64, because it can choose any address in it. Systems are counted by address alone:
 * one server calls for all of its customers and keeps no cookie. A server with a key has a limit of
 * its own (`keyOrAnonymous`) and is not counted here.
 *
 * A post is counted when its route has checked it, and paying apart from everything else: whatever
 * is malformed uses up no allowance, and no other post that of paying. A form is counted at once.
 *
 * A page or a read that asks Stripe or the OCS is counted as well, and never refused: the context
 * says `limited`, and what is known already is shown.
 */
export function limiter(
  refuse: RefuseRequest,
  callers: Callers = "browsers",
): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (c.get("settings").LIMITER === "off" || c.get("operator")) return next();
    if (c.req.method !== "POST") {
      if (asksOutside(c) && !(await isWithin(c, callers, "reads"))) c.set("limited", true);
      return next();
    }
    const refusePost = async (): Promise<Response | null> => {
      const pays = isPayPath(c.req.path);
      if (pays && (await hasBadToken(c))) return null;
      if (await isWithin(c, callers, pays ? "pays" : "posts")) return null;
      c.header("Retry-After", String(RETRY_AFTER_SECONDS));
      return refuse(c, "too_many_requests");
    };
    if (!isChecked(c, callers)) return (await refusePost()) ?? next();
    c.set("refusePost", refusePost);
    return next();
  };
}

/** What an address is counted as: itself, or the /64 of an IPv6 address. */
export function addressKey(c: Context<HttpEnv>): string {
  const ip = c.get("ip");
  return (ip === null ? null : networkPrefixOf(ip)) ?? "unknown";
}

/** A page to which a bank leads back asks Stripe; others ask the OCS for the balance. */
const asksOutside = (c: Context<HttpEnv>): boolean =>
  c.req.query("payment_intent") !== undefined || readsBalance(c.req.path);

/** Whether the route checks the request first and asks `refusePost` then. */
const isChecked = (c: Context<HttpEnv>, callers: Callers): boolean =>
  callers === "systems" || c.req.path.startsWith("/api/");

/** A forged token is refused before anything is done, so it costs no allowance to pay. */
async function hasBadToken(c: Context<HttpEnv>): Promise<boolean> {
  const body: unknown = c.req.valid("json" as never);
  const token =
    typeof body === "object" && body !== null && "service_token" in body
      ? body.service_token
      : undefined;
  const { signer } = c.get("ports");
  return typeof token === "string" && (await signer.verify("service", token)) === null;
}

type Purpose = "reads" | "posts" | "pays";

async function isWithin(c: Context<HttpEnv>, callers: Callers, purpose: Purpose): Promise<boolean> {
  const { ANONYMOUS_LIMIT, ADDRESS_LIMIT, READ_LIMIT } = c.env;
  const address = addressKey(c);
  const session = `${purpose} ${c.get("knownSession") ?? "none"}@${address}`;
  const ofSession = purpose === "reads" ? READ_LIMIT : ANONYMOUS_LIMIT;
  const counts = callers === "browsers" ? [ofSession.limit({ key: session })] : [];
  counts.push(ADDRESS_LIMIT.limit({ key: `${purpose} ${address}` }));
  return (await Promise.all(counts)).every(({ success }) => success);
}
