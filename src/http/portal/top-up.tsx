import type { Context } from "hono";
import type { TopUpRef } from "../../app/base/top-up-ref.ts";
import { findLink } from "../../app/identification/find-link.ts";
import { cancelTopUp } from "../../app/payment/cancel-top-up.ts";
import { getTopUp } from "../../app/payment/get-top-up.ts";
import { syncTopUp } from "../../app/payment/sync-top-up.ts";
import type { Brand } from "../../app/ports/brand-catalogue.ts";
import { requestRefund } from "../../app/refund/request-refund.ts";
import type { TopUpJson } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { toId } from "../../domain/base/ids.ts";
import { addMorePath, linkPath, topUpPath } from "../../ui/portal/page/addresses.ts";
import { ResultPage } from "../../ui/portal/result/result-page.tsx";
import { customerOf } from "../base/actors.ts";
import { brandById, ownHostOf } from "../base/brand.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { setLastService } from "../base/session-cookie.ts";
import { topUpRef } from "../base/top-up-ref.ts";
import { send, sendRefusal, siteOf } from "./page.tsx";

/**
 * GET /t/:service_id/:top_up_id. When the customer comes back from the bank (`payment_intent` in
 * the query), the payment is read again at Stripe; what the query says of it is never believed.
 * Then a redirect takes the query away, because it holds a client secret. Without a redirect (the
 * limiter stopped it, or Stripe is silent) the page shows what is known, and its script asks later.
 * Under another brand's host name it leads to the host name of the top-up's own brand.
 */
export async function topUpPageRoute(c: Context<HttpEnv>) {
  const ref = topUpRef(c);
  if (ref === null) return sendRefusal(c, "not_found", "/");
  const shown = await topUpOf(c, ref);
  const elsewhere = shown && ownHostOf(c, shown.brand);
  if (elsewhere) return c.redirect(elsewhere, 302);
  const isFromBank = c.req.query("payment_intent") !== undefined;
  const isSynced = isFromBank && !c.get("limited") && (await syncedWithStripe(c, ref));
  if (isSynced) return c.redirect(topUpPath(ref.serviceId, ref.topUpId), 303);
  return sendTopUpPage(c, isFromBank ? await topUpOf(c, ref) : shown);
}

/** Sends the page of this top-up; null: there is none. */
export async function sendTopUpPage(c: Context<HttpEnv>, shown: ShownTopUp | null) {
  if (shown === null) return sendRefusal(c, "not_found", "/");
  const { topUp, brand } = shown;
  const home = await homeOf(c, topUp);
  const site = siteOf(c, { brand, home });
  if (topUp.own) setLastService(c, toId("svc", topUp.service_id));
  const now = c.get("ports").clock.now();
  const confirmed = c.req.query("payment_intent") !== undefined;
  const shopHref = `${home}?days=${topUp.quantity}`;
  const facts = { topUp, now, confirmed, shopHref };
  const html = <ResultPage site={site} {...facts} />;
  return send(c, { site, html });
}

/**
 * Where the page's ways back lead: to the link by which the customer came, as far as it is valid
 * and this service's, otherwise to the service of the top-up; never to that of the address.
 */
async function homeOf(c: Context<HttpEnv>, topUp: TopUpJson): Promise<string> {
  const token = c.req.query("link");
  const found = token === undefined ? null : await findLink(c.get("ports"), token);
  if (token !== undefined && found?.service.id === topUp.service_id) return linkPath(token);
  return addMorePath(topUp.service_id, topUp.id);
}

/** POST /t/:service_id/:top_up_id/refund: "refund me instead" as a form without script. */
export async function requestRefundRoute(c: Context<HttpEnv>) {
  const ref = topUpRef(c);
  if (ref === null) return sendRefusal(c, "not_found", "/");
  const here = topUpPath(ref.serviceId, ref.topUpId);
  const result = await requestRefund(c.get("ports"), customerOf(c), ref);
  return result.ok ? c.redirect(here, 303) : sendRefusal(c, result.error.code, here);
}

/** POST /t/:service_id/:top_up_id/cancel: the customer gives up before paying. */
export async function cancelTopUpRoute(c: Context<HttpEnv>) {
  const ref = topUpRef(c);
  if (ref === null) return sendRefusal(c, "not_found", "/");
  const here = topUpPath(ref.serviceId, ref.topUpId);
  const result = await cancelTopUp(c.get("ports"), customerOf(c), ref);
  return result.ok ? c.redirect(here, 303) : sendRefusal(c, result.error.code, here);
}

/** A top-up as this session may see it, with the brand of its service. */
export interface ShownTopUp {
  readonly topUp: TopUpJson;
  readonly brand: Brand;
}

/** The top-up that a path names; null: there is none. */
export async function topUpOf(c: Context<HttpEnv>, ref: TopUpRef): Promise<ShownTopUp | null> {
  const result = await getTopUp(c.get("ports"), customerOf(c), ref);
  if (!result.ok) return null;
  const { view } = result.value;
  return { topUp: topUpJson(view, result.value), brand: await brandById(c, view.brand) };
}

/** Whether the top-up was found and agrees with Stripe now. */
async function syncedWithStripe(c: Context<HttpEnv>, ref: TopUpRef): Promise<boolean> {
  const synced = await syncTopUp(c.get("ports"), customerOf(c), ref);
  return synced.ok && synced.value.upToDate;
}
