import type { Context } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import { ERRORS, type ErrorCode } from "../../domain/base/errors.ts";
import { REFUSALS } from "../../i18n/refusals.ts";
import { supportHref } from "../../ui/portal/page/addresses.ts";
import type { Brand, Site } from "../../ui/portal/page/site.ts";
import { RefusalPage } from "../../ui/portal/refusal/refusal-page.tsx";
import type { HttpEnv } from "../base/http-env.ts";
import { pagePolicy } from "../base/page-policy.ts";
import { styleSource } from "./brand-sheet.ts";
import { keepLang, langFor } from "./language.ts";
import { type PortalSettings, portalSettings } from "./settings.ts";
import { isSignInWindow } from "./sign-in-window.ts";

/** What of the configuration shows on the pages of this request. */
export const settingsFor = (c: Context<HttpEnv>): PortalSettings =>
  portalSettings(c.get("settings"), c.get("ports"));

const brandOf = (settings: PortalSettings): Brand => ({
  name: settings.name,
  supportHref: supportHref(settings.supportContact),
  livemode: settings.livemode,
  legal: settings.legal,
  logo: settings.logo,
  colour: settings.colour?.hex,
  sheet: settings.colour?.sheet,
});

/**
 * What the layout of every page needs. `address` is the path and query under which a GET shows this
 * page again. Links must not repeat what a bank put into the address, nor the wish to wait for the
 * OCS, which belongs to one request.
 */
export function siteOf(c: Context<HttpEnv>, address = addressOf(c)): Site {
  const settings = settingsFor(c);
  const isSmall = isSignInWindow(c.req.raw.headers);
  const elsewhere = isSmall ? new URL(address, settings.publicUrl).href : undefined;
  return { brand: brandOf(settings), lang: langFor(c), address, elsewhere };
}

function addressOf(c: Context<HttpEnv>): string {
  const { pathname, searchParams } = new URL(c.req.url);
  for (const name of [...searchParams.keys()]) {
    if (/^(payment_intent|redirect_status|lang$|wait$)/.test(name)) searchParams.delete(name);
  }
  // Two slashes at the beginning would make it a link to another site.
  const path = pathname.replace(/^\/+/, "/");
  return searchParams.size === 0 ? path : `${path}?${searchParams}`;
}

type Status = 200 | (typeof ERRORS)[ErrorCode]["status"];

/** A page that is ready to be sent. */
export interface Page {
  readonly html: JSX.Element;
  /** Absent: 200. */
  readonly status?: Status;
  /** Where the page may load from: Stripe too, or only this deployment (the default). */
  readonly loads?: "stripe" | "ours";
}

/** Sends a page. It holds a service token or a top-up's address, so no cache may keep it. */
export async function send(c: Context<HttpEnv>, { html, status = 200, loads = "ours" }: Page) {
  const settings = c.get("settings");
  const style = await styleSource(settings);
  c.header("cache-control", "no-store");
  c.header("content-language", langFor(c).tag);
  c.header("content-security-policy", pagePolicy(settings, c.req.url, { loads, style }));
  keepLang(c);
  return c.html(`<!doctype html>${await html.toString()}`, status);
}

/**
 * A refusal as a page: the customer's sentence of the error table, with its status. `here` is where
 * the page's button leads: a path that a GET opens.
 */
export function sendRefusal(c: Context<HttpEnv>, code: ErrorCode, here: string) {
  const site = siteOf(c, c.req.method === "GET" ? addressOf(c) : here);
  const words = REFUSALS[code](site.lang);
  const html = <RefusalPage site={site} words={words} here={here} />;
  return send(c, { html, status: ERRORS[code].status });
}
