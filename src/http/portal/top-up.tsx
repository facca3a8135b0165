import type { Context } from "hono";
import type { TopUpRef } from "../../app/base/top-up-ref.ts";
import { getTopUp } from "../../app/payment/get-top-up.ts";
import { syncTopUp } from "../../app/payment/sync-top-up.ts";
import { requestRefund } from "../../app/refund/request-refund.ts";
import type { TopUpJson } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { topUpPath } from "../../ui/portal/page/addresses.ts";
import { ResultPage } from "../../ui/portal/result/result-page.tsx";
import { customerOf } from "../base/actors.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { topUpRef } from "../base/top-up-ref.ts";
import { send, sendRefusal, siteOf } from "./page.tsx";

/**
 * GET /t/:service_id/:top_up_id. When the customer comes back from the bank (`payment_intent` in
 * the query), the payment is read again at Stripe; what the query says of it is never believed.
 * Then a redirect takes the query away, because it holds a client secret. Without a redirect (the
 * limiter stopped it, or Stripe is silent) the page shows what is known, and its script asks later.
 */
export async function topUpPageRoute(c: Context<HttpEnv>) {
  const ref = topUpRef(c);
  if (ref === null) return sendRefusal(c, "not_found", "/");
  const isFromBank = c.req.query("payment_intent") !== undefined;
  const isSynced = isFromBank && !c.get("limited") && (await syncedWithStripe(c, ref));
  if (isSynced) return c.redirect(topUpPath(ref.serviceId, ref.topUpId), 303);
  return sendTopUpPage(c, await topUpOf(c, ref));
}

/** Sends the page of this top-up; null: there is none. */
export function sendTopUpPage(c: Context<HttpEnv>, topUp: TopUpJson | null) {
  if (topUp === null) return sendRefusal(c, "not_found", "/");
  const site = siteOf(c);
  const now = c.get("ports").clock.now();
  const confirmed = c.req.query("payment_intent") !== undefined;
  const html = <ResultPage site={site} topUp={topUp} now={now} confirmed={confirmed} />;
  return send(c, { html });
}

/** POST /t/:service_id/:top_up_id/refund: "refund me instead" as a form without script. */
export async function requestRefundRoute(c: Context<HttpEnv>) {
  const ref = topUpRef(c);
  if (ref === null) return sendRefusal(c, "not_found", "/");
  const here = topUpPath(ref.serviceId, ref.topUpId);
  const result = await requestRefund(c.get("ports"), customerOf(c), ref);
  return result.ok ? c.redirect(here, 303) : sendRefusal(c, result.error.code, here);
}

/** The top-up that a path names, as this session may see it; null: there is none. */
export async function topUpOf(c: Context<HttpEnv>, ref: TopUpRef): Promise<TopUpJson | null> {
  const result = await getTopUp(c.get("ports"), customerOf(c), ref);
  return result.ok ? topUpJson(result.value.view, result.value) : null;
}

/** Whether the top-up was found and agrees with Stripe now. */
async function syncedWithStripe(c: Context<HttpEnv>, ref: TopUpRef): Promise<boolean> {
  const synced = await syncTopUp(c.get("ports"), customerOf(c), ref);
  return synced.ok && synced.value.upToDate;
}
