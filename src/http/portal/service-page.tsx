import type { JSX } from "hono/jsx/jsx-runtime";
import type { ServiceView } from "../../contract/api.ts";
import { ConfirmPage } from "../../ui/portal/identify/confirm-page.tsx";
import { payLines } from "../../ui/portal/legal/legal.ts";
import { supportHref, typedPath } from "../../ui/portal/page/addresses.ts";
import type { ShopData, Step } from "../../ui/portal/page/page-data.ts";
import type { Site } from "../../ui/portal/page/site.ts";
import { type Billing, mistakesIn } from "../../ui/portal/sale/billing/billing.ts";
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
import type { PortalSettings } from "./settings.ts";

/** What the request says of the page that the customer wants. */
export interface ServicePageWish {
  /** Path of the request: `/`, `/l/…`, `/s/…` or `/t/…/add`. */
  readonly path: string;
  /** Token of a link in the path. */
  readonly link: string | null;
  /** "svc_…/top_…": the top-up by which the service was found; null: by another way. */
  readonly topUp: string | null;
  /** Whether the customer has said that the service is the right one. */
  readonly isConfirmed: boolean;
  /** How many days the customer chose; null: none yet. */
  readonly days: number | null;
  readonly step: Step;
  readonly billing: Billing;
  /** Whether the billing details were sent, so that their mistakes are named. */
  readonly isChecked: boolean;
}

/** What a page shows beside the service. */
export interface ServicePageFrame {
  readonly site: Site;
  readonly settings: PortalSettings;
  /** Unix ms. */
  readonly now: number;
  /** What is sold for this kind of service; needed where `needsPriceList` says so. */
  readonly priceList: readonly OfferView[];
}

/** Markup, and where it may load from. */
export interface ServicePage {
  readonly html: JSX.Element;
  readonly loads: "stripe" | "ours";
}

interface Input extends ServicePageFrame {
  readonly view: ServiceView;
  readonly wish: ServicePageWish;
}

/**
 * The page of a service. Until the customer has confirmed the service: the question whether it is
 * the right one. Then the shop where something can be bought, the pending page while the OCS has
 * not answered, and otherwise the reason why nothing can be bought.
 */
export function servicePage(
  view: ServiceView,
  wish: ServicePageWish,
  frame: ServicePageFrame,
): ServicePage {
  const input = { ...frame, view, wish };
  if (!wish.isConfirmed) return { html: confirmPage(input), loads: "ours" };
  const offer = saleOf(view);
  if (offer !== null) return { html: shopPage(input, offer), loads: "stripe" };
  return { html: isPending(view) ? pendingPage(input) : noSalePage(input), loads: "ours" };
}

/** Whether the page names a price although nothing is sold now. */
export const needsPriceList = (view: ServiceView, wish: ServicePageWish): boolean =>
  wish.isConfirmed && saleOf(view) === null && !isPending(view);

/** The offer that can be bought now; null: none. */
const saleOf = (view: ServiceView): OfferView | null =>
  view.blocked === null ? offerOf(view) : null;

const isPending = (view: ServiceView): boolean =>
  view.balance.state === "pending" && view.blocked === "balance_unreadable";

/** Where the page lives. A weak token is renewed with each page, so the customer is not cut off. */
const pathOf = ({ view, wish }: Asked): string =>
  isWeak(view) ? typedPath(view.service_token) : wish.path;
type Asked = Pick<Input, "view" | "wish">;

/** Where the logo leads: to the first step for this service; an answered question stays so. */
export function homeOf(view: ServiceView, wish: ServicePageWish): string {
  const path = pathOf({ view, wish });
  return path === "/" || !wish.isConfirmed ? path : `${path}?step=days`;
}

function confirmPage(input: Input): JSX.Element {
  const { view, wish, site } = input;
  const path = pathOf(input);
  const days = wish.days === null ? "" : `&days=${wish.days}`;
  // Only the requesting address may find another service by the time of the answer.
  const device = path === "/" ? `&device=${view.service.id}` : "";
  return (
    <ConfirmPage
      site={site}
      service={view.service}
      yes={`${path}?step=${wish.step}${days}${device}`}
    />
  );
}

function shopPage(input: Input, offer: OfferView): JSX.Element {
  const { view, wish, site, settings, now } = input;
  const data: ShopData = {
    page: "shop",
    view,
    step: wish.step,
    quantity: quantityWithin(offer, wish.days),
    path: pathOf(input),
    link: wish.link,
    ...topUpData(wish),
    stripe_js_url: settings.stripeJsUrl,
    publishable_key: settings.publishableKey,
    now,
    support_href: supportHref(settings.supportContact),
    ...legalData(settings),
  };
  return (
    <ShopPage
      site={site}
      data={data}
      offer={offer}
      billing={wish.billing}
      mistakes={wish.isChecked ? mistakesIn(site.lang, wish.billing) : {}}
      horizonMs={settings.horizonMs}
    />
  );
}

const topUpData = ({ topUp }: ServicePageWish) => (topUp === null ? {} : { top_up: topUp });

/** Left out when nothing is configured, because the block is weight before the first view. */
function legalData({ legal }: PortalSettings): Pick<ShopData, "legal"> {
  const lines = payLines(legal);
  const some = lines.statement !== null || lines.consent !== null || lines.agreesTo.length > 0;
  return some ? { legal: lines } : {};
}

const USUAL_DAYS = 7;

/** What both pages without a sale need. */
const withoutSale = (input: Input) => ({
  site: input.site,
  path: pathOf(input),
  quantity: input.wish.days ?? USUAL_DAYS,
});

function pendingPage(input: Input): JSX.Element {
  const { view, wish } = input;
  const found = { link: wish.link, ...topUpData(wish) };
  const asks = isWeak(view) ? { ...found, service_token: view.service_token } : found;
  return <PendingPage {...withoutSale(input)} service={view.service} asks={asks} />;
}

function noSalePage(input: Input): JSX.Element {
  const { view, site, settings, now, priceList } = input;
  const [offer = null] = priceList;
  const why = noSaleReason(site.lang, { view, now, horizonMs: settings.horizonMs }, offer);
  const facts = { view, offer, now, why, link: input.wish.link };
  return <NoSalePage {...withoutSale(input)} {...facts} />;
}
