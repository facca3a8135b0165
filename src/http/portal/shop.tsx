import type { Context } from "hono";
import type { ServiceView } from "../../contract/api.ts";
import { ERRORS, type ErrorCode } from "../../domain/errors.ts";
import { type Billing, billingFrom, mistakesIn, NO_BILLING } from "../../views/billing.ts";
import { offerOf, quantityWithin } from "../../views/choice.ts";
import { type ShopData, supportHref } from "../../views/page-data.ts";
import { NoSalePage } from "../../views/shop/no-sale-page.tsx";
import { ShopPage } from "../../views/shop/shop-page.tsx";
import type { Step } from "../../views/steps.ts";
import { UnknownPage } from "../../views/unknown-page.tsx";
import type { HttpEnv } from "../http-env.ts";
import type { PortalDeps } from "./deps.ts";
import { langFor } from "./language.ts";
import { send, sendRefusal, siteOf } from "./page.tsx";

/** GET / and /l/:token: the present step of the page, by `days` and `step` in the address. */
export function shopPage(c: Context<HttpEnv>, deps: PortalDeps) {
  const step = c.req.query("step");
  const known = step === "billing" || step === "payment" ? step : "days";
  return show(c, deps, { step: known, billing: NO_BILLING, checked: false });
}

/** POST / and /l/:token: billing details without script. Right ones lead to the payment step. */
export async function billingPosted(c: Context<HttpEnv>, deps: PortalDeps) {
  const form = await c.req.parseBody();
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
  const found = await deps.look({ request: c.req.raw, link });
  if (!found.ok) return notFound(c, deps, found.error);
  const view = found.value;
  const offer = offerOf(view);
  if (offer === null || view.blocked !== null) return noSale(c, deps, view);
  const data: ShopData = {
    page: "shop",
    view,
    step: wish.step,
    quantity: quantityWithin(offer, wishedDays(c)),
    path: c.req.path,
    link,
    stripe_js_url: deps.settings.stripeJsUrl,
    publishable_key: deps.settings.publishableKey,
    now: deps.now(),
    support_href: supportHref(deps.settings.supportContact),
  };
  return send(
    c,
    <ShopPage
      site={siteOf(c, deps)}
      data={data}
      offer={offer}
      billing={wish.billing}
      mistakes={wish.checked ? mistakesIn(langFor(c), wish.billing) : {}}
      horizonMs={deps.settings.horizonMs}
    />,
  );
}

/** A pressed button (`pick`) beats the slider (`days`), which is always in the form. */
function wishedDays(c: Context<HttpEnv>): number | null {
  const text = c.req.query("pick") ?? c.req.query("days");
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function notFound(c: Context<HttpEnv>, deps: PortalDeps, code: ErrorCode) {
  if (code !== "service_not_identified" && code !== "link_invalid") {
    return sendRefusal(c, deps, code, c.req.path);
  }
  const page = <UnknownPage site={siteOf(c, deps)} link={code === "link_invalid"} />;
  return send(c, page, ERRORS[code].status);
}

/** 200: the page is the answer, and "no sale" is no mistake of whoever asked. */
function noSale(c: Context<HttpEnv>, deps: PortalDeps, view: ServiceView) {
  const code = view.blocked ?? "nothing_to_sell";
  const site = siteOf(c, deps);
  const { refusals } = site.lang.words;
  const why = code in refusals ? refusals[code as ErrorCode] : refusals.service_on_hold;
  return send(
    c,
    <NoSalePage
      site={site}
      view={view}
      path={c.req.path}
      quantity={wishedDays(c) ?? 7}
      now={deps.now()}
      byLink={c.req.param("token") !== undefined}
      why={why}
    />,
  );
}
