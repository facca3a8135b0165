import type { Context } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import { ERRORS, type ErrorCode } from "../../domain/base/errors.ts";
import { supportHref } from "../../ui/portal/page/addresses.ts";
import type { Brand, Site } from "../../ui/portal/page/site.ts";
import { RefusalPage } from "../../ui/portal/refusal/refusal-page.tsx";
import type { HttpEnv } from "../base/http-env.ts";
import type { PortalDeps } from "./deps.ts";
import { keepLang, langFor } from "./language.ts";
import { isSignInWindow } from "./sign-in-window.ts";

const brandOf = ({ settings }: PortalDeps): Brand => ({
  name: settings.name,
  supportHref: supportHref(settings.supportContact),
  livemode: settings.livemode,
  legal: settings.legal,
  logo: settings.logo,
  colour: settings.colour?.hex,
  sheet: settings.colour?.sheet,
});

/**
 * What every page is told. `address` is where this page can be had again by a GET; what a bank put
 * into it stays out of links, and so does how long the server waited for it.
 */
export function siteOf(c: Context<HttpEnv>, deps: PortalDeps, address = addressOf(c)): Site {
  const small = isSignInWindow(c.req.raw.headers);
  const elsewhere = small ? new URL(address, deps.settings.publicUrl).href : undefined;
  return { brand: brandOf(deps), lang: langFor(c), address, elsewhere };
}

function addressOf(c: Context<HttpEnv>): string {
  const { pathname, searchParams } = new URL(c.req.url);
  for (const name of [...searchParams.keys()]) {
    if (/^(payment_intent|redirect_status|lang$|wait$)/.test(name)) searchParams.delete(name);
  }
  // Two slashes would make a link to another site of it.
  const path = pathname.replace(/^\/+/, "/");
  return searchParams.size === 0 ? path : `${path}?${searchParams}`;
}

type Status = 200 | (typeof ERRORS)[ErrorCode]["status"];

export interface Page {
  readonly html: JSX.Element;
  readonly deps: PortalDeps;
  readonly status?: Status;
  /** What the page loads beyond our own files. */
  readonly loads?: "stripe" | "ours";
}

/** Sends a page. It holds a service token or a top-up's address: never cached by anybody. */
export async function send(c: Context<HttpEnv>, page: Page) {
  const { html, deps, status = 200, loads = "ours" } = page;
  c.header("cache-control", "no-store");
  c.header("content-language", langFor(c).tag);
  c.header("content-security-policy", await deps.policy(loads));
  keepLang(c);
  return c.html(`<!doctype html>${await html.toString()}`, status);
}

/** A refusal as a page: the customer's sentence of the error table, with its status. */
export function sendRefusal(c: Context<HttpEnv>, deps: PortalDeps, code: ErrorCode, here: string) {
  const site = siteOf(c, deps, c.req.method === "GET" ? addressOf(c) : here);
  const words = site.lang.messages.refusals[code];
  const html = <RefusalPage site={site} words={words} here={here} />;
  return send(c, { html, deps, status: ERRORS[code].status });
}
