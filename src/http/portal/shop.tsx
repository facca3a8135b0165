import type { Context } from "hono";
import type { ServiceView } from "../../contract/api.ts";
import { ConfirmPage } from "../../ui/portal/identify/confirm-page.tsx";
import { payLines } from "../../ui/portal/legal/legal.ts";
import { supportHref, typedPath } from "../../ui/portal/page/addresses.ts";
import type { ShopData, Step } from "../../ui/portal/page/page-data.ts";
import {
  type Billing,
  billingFrom,
  mistakesIn,
  NO_BILLING,
} from "../../ui/portal/sale/billing/billing.ts";
import {
  isWeak,
  type OfferView,
  offerOf,
  quantityWithin,
} from "../../ui/portal/sale/choice/choice.ts";
import { NoSalePage } from "../../ui/portal/shop/no-sale/no-sale-page.tsx";
import { noSaleReason } from "../../ui/portal/shop/no-sale/no-sale-reason.ts";
import { PendingPage } from "../../ui/portal/shop/pending-page/pending-page.tsx";
import { ShopPage } from "../../ui/portal/shop/shop-page.tsx";
import type { HttpEnv } from "../base/http-env.ts";
import type { PortalDeps, PortalSettings } from "./deps.ts";
import { notFound, numberPosted } from "./identify.tsx";
import { langFor } from "./language.ts";
import { send, siteOf } from "./page.tsx";

/** GET /, /l/:token and /s/:token: the present step, by `days` and `step` in the address. */
export function shopPage(c: Context<HttpEnv>, deps: PortalDeps) {
  const step = c.req.query("step");
  const known = step === "billing" || step === "payment" ? step : "days";
  return show(c, deps, { step: known, billing: NO_BILLING, checked: false });
}

/**
 * POST to the same, without script. A typed number leads to its service; billing details that are
 * right lead to the payment step.
 */
export async function formPosted(c: Context<HttpEnv>, deps: PortalDeps) {
  const form = await c.req.parseBody();
  if (typeof form.identity === "string") return numberPosted(c, deps, form.identity);
  const billing = billingFrom((field) => form[field]);
  const right = Object.keys(mistakesIn(langFor(c), billing)).length === 0;
  return show(c, deps, { step: right ? "payment" : "billing", billing, checked: true });
}

interface Wish {
  readonly step: Step;
  readonly billing: Billing;
  /** Whether the details were sent, so that mistakes are worth naming. */
  readonly checked: boolean;
}

async function show(c: Context<HttpEnv>, deps: PortalDeps, wish: Wish) {
  const link = c.req.param("token") ?? null;
  const typed = c.req.param("typed") ?? null;
  const waitForOcs = c.req.query("wait") !== undefined;
  const found = await deps.findService({ request: c.req.raw, link, typed, waitForOcs });
  if (!found.ok) return notFound(c, deps, found.error);
  const view = found.value;
  if (isUnconfirmed(c)) return confirmPage(c, deps, view);
  const offer = offerOf(view);
  if (offer !== null && view.blocked === null) return sale(c, deps, { wish, view, offer });
  const pending = view.balance.state === "pending" && view.blocked === "balance_unreadable";
  return pending ? pendingPage(c, deps, view) : noSale(c, deps, view);
}

/** A token in the path has found it: first of all its holder says whether it is the right one. */
const isUnconfirmed = (c: Context<HttpEnv>): boolean =>
  c.req.path !== "/" &&
  c.req.method === "GET" &&
  ["days", "pick", "step"].every((name) => c.req.query(name) === undefined);

/** Where the page lives. A weak one moves to the new token with each step, and so goes on. */
const pathOf = (c: Context<HttpEnv>, view: ServiceView): string =>
  isWeak(view) ? typedPath(view.service_token) : c.req.path;

function confirmPage(c: Context<HttpEnv>, deps: PortalDeps, view: ServiceView) {
  const yes = `${pathOf(c, view)}?step=days`;
  const html = <ConfirmPage site={siteOf(c, deps)} service={view.service} yes={yes} />;
  return send(c, { html, deps });
}

interface Sale {
  readonly wish: Wish;
  readonly view: ServiceView;
  readonly offer: OfferView;
}

function sale(c: Context<HttpEnv>, deps: PortalDeps, { wish, view, offer }: Sale) {
  const data: ShopData = {
    page: "shop",
    view,
    step: wish.step,
    quantity: quantityWithin(offer, wishedDays(c)),
    path: pathOf(c, view),
    link: c.req.param("token") ?? null,
    stripe_js_url: deps.settings.stripeJsUrl,
    publishable_key: deps.settings.publishableKey,
    now: deps.now(),
    support_href: supportHref(deps.settings.supportContact),
    ...legalData(deps.settings),
  };
  const html = (
    <ShopPage
      site={siteOf(c, deps)}
      data={data}
      offer={offer}
      billing={wish.billing}
      mistakes={wish.checked ? mistakesIn(langFor(c), wish.billing) : {}}
      horizonMs={deps.settings.horizonMs}
    />
  );
  return send(c, { html, deps, loads: "stripe" });
}

/** Left out when nothing is configured: it is weight before the first view. */
function legalData({ legal }: PortalSettings): Pick<ShopData, "legal"> {
  if (legal === undefined) return {};
  const lines = payLines(legal);
  const some = lines.statement !== null || lines.consent !== null || lines.agreesTo.length > 0;
  return some ? { legal: lines } : {};
}

/** A pressed button (`pick`) beats the slider (`days`), which is always in the form. */
function wishedDays(c: Context<HttpEnv>): number | null {
  const text = c.req.query("pick") ?? c.req.query("days");
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

const USUAL_DAYS = 7;

/** What every page of a service without a sale is told. */
const setting = (c: Context<HttpEnv>, deps: PortalDeps, view: ServiceView) => ({
  site: siteOf(c, deps),
  path: pathOf(c, view),
  quantity: wishedDays(c) ?? USUAL_DAYS,
});

function pendingPage(c: Context<HttpEnv>, deps: PortalDeps, view: ServiceView) {
  const link = c.req.param("token") ?? null;
  const asks = isWeak(view) ? { link, service_token: view.service_token } : { link };
  const html = <PendingPage {...setting(c, deps, view)} service={view.service} asks={asks} />;
  return send(c, { html, deps });
}

/** 200: the page is the answer, and "no sale" is no mistake of whoever asked. */
async function noSale(c: Context<HttpEnv>, deps: PortalDeps, view: ServiceView) {
  const [offer = null] = await deps.priceList(view.service.id);
  const now = deps.now();
  const why = noSaleReason(langFor(c), { view, now, horizonMs: deps.settings.horizonMs }, offer);
  const html = <NoSalePage {...setting(c, deps, view)} {...{ view, offer, now, why }} />;
  return send(c, { html, deps });
}
