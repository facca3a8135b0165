import type { Context } from "hono";
import { topUpPath } from "../../ui/portal/page/addresses.ts";
import { ResultPage } from "../../ui/portal/result/result-page.tsx";
import type { HttpEnv } from "../base/http-env.ts";
import type { NamedTopUp, PortalDeps } from "./deps.ts";
import { send, sendRefusal, siteOf } from "./page.tsx";

/**
 * GET /t/:service/:topUp. Coming back from the bank (`payment_intent` in the address) makes us ask
 * Stripe; what the address claims about the payment is never believed. Then the address is cleaned:
 * it holds a client secret. Asked too often, the page is shown as it is, and its script asks later.
 */
export async function topUpPage(c: Context<HttpEnv>, deps: PortalDeps) {
  const named = namedTopUp(c);
  const fromBank = c.req.query("payment_intent") !== undefined;
  const synced = fromBank && !c.get("limited") ? await deps.syncTopUp(named) : null;
  if (synced?.ok) return c.redirect(topUpPath(named.service, named.topUp), 303);
  const topUp = await deps.topUp(named);
  if (topUp === null) return sendRefusal(c, deps, "not_found", "/");
  const site = siteOf(c, deps);
  const html = <ResultPage site={site} topUp={topUp} now={deps.now()} confirmed={fromBank} />;
  return send(c, { html, deps });
}

/** "Refund me instead" as a plain form. */
export async function refundPosted(c: Context<HttpEnv>, deps: PortalDeps) {
  const named = namedTopUp(c);
  const here = topUpPath(named.service, named.topUp);
  const answer = await deps.requestRefund(named);
  return answer.ok ? c.redirect(here, 303) : sendRefusal(c, deps, answer.error, here);
}

export const namedTopUp = (c: Context<HttpEnv>): NamedTopUp => ({
  service: c.req.param("service") ?? "",
  topUp: c.req.param("topUp") ?? "",
});
