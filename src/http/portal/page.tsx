import type { Context } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Brand } from "../../app/ports/brand-catalogue.ts";
import { ERRORS, type ErrorCode } from "../../domain/base/errors.ts";
import { REFUSALS } from "../../i18n/refusals.ts";
import { supportHref } from "../../ui/portal/page/addresses.ts";
import type { Site } from "../../ui/portal/page/site.ts";
import { RefusalPage } from "../../ui/portal/refusal/refusal-page.tsx";
import { brandOfHost } from "../base/brand.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { keepLang, langFor } from "../base/language.ts";
import { pagePolicy, reportedPolicy } from "../base/page-policy.ts";
import { sheetOf, styleSource } from "./brand-sheet.ts";
import { legalFacts, type PortalSettings, portalSettings } from "./settings.ts";
import { isSignInWindow } from "./sign-in-window.ts";

/** What of the configuration and of this brand shows on the pages of this request. */
export const settingsFor = (c: Context<HttpEnv>, brand: Brand): PortalSettings =>
  portalSettings(c.get("settings"), c.get("ports"), brand);

const look = (c: Context<HttpEnv>, brand: Brand): Site["brand"] => ({
  name: brand.name,
  supportHref: supportHref(brand.supportContact),
  livemode: c.get("ports").payments.livemode,
  legal: legalFacts(brand),
  languages: brand.languages,
  logo: brand.logo,
  ...(brand.colour !== "" && { colour: brand.colour, sheet: sheetOf(brand.colour) }),
});

/** What a page shows besides its content. */
export interface SiteWish {
  /** Absent: the path and query of the request. */
  readonly address?: string;
  /** Absent: the brand of the host name. */
  readonly brand?: Brand;
  /** Where the logo leads; absent: to the service of the requesting address. */
  readonly home?: string;
}

/**
 * What the layout of every page needs. `address` is the path and query under which a GET shows this
 * page again. Links must not repeat what a bank put into the address, nor the wish to wait for the
 * OCS and the answer to "Is this your device?", which belong to one request.
 */
export function siteOf(
  c: Context<HttpEnv>,
  { address = addressOf(c), brand = brandOfHost(c), home = "/" }: SiteWish = {},
): Site {
  const isSmall = isSignInWindow(c.req.raw.headers);
  const elsewhere = isSmall ? new URL(address, brand.publicUrl).href : undefined;
  return { brand: look(c, brand), lang: langFor(c), address, home, elsewhere };
}

function addressOf(c: Context<HttpEnv>): string {
  const { pathname, searchParams } = new URL(c.req.url);
  for (const name of [...searchParams.keys()]) {
    if (/^(payment_intent|redirect_status|(lang|wait|device)$)/.test(name))
      searchParams.delete(name);
  }
  // Two slashes at the beginning would make it a link to another site.
  const path = pathname.replace(/^\/+/, "/");
  return searchParams.size === 0 ? path : `${path}?${searchParams}`;
}

type Status = 200 | (typeof ERRORS)[ErrorCode]["status"];

/** A page that is ready to be sent. */
export interface Page {
  readonly site: Site;
  readonly html: JSX.Element;
  /** Absent: 200. */
  readonly status?: Status;
  /** Where the page may load from: Stripe too, or only this deployment (the default). */
  readonly loads?: "stripe" | "ours";
}

/** Sends a page. It holds a service token or a top-up's address, so no cache may keep it. */
export async function send(
  c: Context<HttpEnv>,
  { site, html, status = 200, loads = "ours" }: Page,
) {
  const settings = c.get("settings");
  const { sheet } = site.brand;
  const style = sheet === undefined ? null : await styleSource(sheet);
  c.header("cache-control", "no-store");
  c.header("content-language", site.lang.tag);
  c.header("content-security-policy", pagePolicy(settings, c.req.url, { loads, style }));
  const reported = reportedPolicy(settings, c.req.url, { loads, style });
  if (reported !== null) c.header("content-security-policy-report-only", reported);
  keepLang(c);
  return c.html(`<!doctype html>${await html.toString()}`, status);
}

/**
 * A refusal as a page: the customer's sentence of the error table, with its status. `here` is where
 * the page's button leads: a path that a GET opens.
 */
export function sendRefusal(c: Context<HttpEnv>, code: ErrorCode, here: string) {
  const site = siteOf(c, c.req.method === "GET" ? {} : { address: here });
  const words = REFUSALS[code](site.lang);
  const html = <RefusalPage site={site} words={words} here={here} />;
  return send(c, { site, html, status: ERRORS[code].status });
}
