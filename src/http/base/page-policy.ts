import type { Context } from "hono";
import type { Settings } from "../../config/settings.ts";
import { memoize } from "../../domain/base/memoize.ts";
import type { HttpEnv } from "./http-env.ts";

/** The source expressions of a content security policy; what is not listed may not be loaded. */
export interface CspSources {
  readonly script: readonly string[];
  readonly frame: readonly string[];
  readonly connect: readonly string[];
  readonly style: readonly string[];
  readonly img: readonly string[];
}

/**
 * The policy of a page that loads from these sources. Without `manifest-src`: WebKit does not know
 * it and complains on every page, no page has a manifest, and `default-src` forbids one.
 */
export function contentSecurityPolicy(sources: CspSources): string {
  const directive = (name: string, allowed: readonly string[]) =>
    `${name} ${allowed.length === 0 ? "'none'" : [...new Set(allowed)].join(" ")}`;
  return [
    "default-src 'none'",
    directive("script-src", sources.script),
    directive("frame-src", sources.frame),
    directive("connect-src", sources.connect),
    directive("style-src", sources.style),
    directive("img-src", sources.img),
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}

type SourceSettings = Pick<
  Settings,
  "STRIPE_JS_URL" | "STRIPE_API_URL" | "ENVIRONMENT" | "TURNSTILE_SITE_KEY" | "TURNSTILE_URL"
>;

/** Link, Stripe's wallet, has pages and an API of its own. */
const LINK = ["https://link.com", "https://*.link.com"] as const;

/**
 * The sources of the portal's pages: this deployment and Stripe (docs.stripe.com/security/guide),
 * and Turnstile where it is switched on.
 * In development a simulator may take Stripe's place. `pageUrl` gives the origin of the socket,
 * because in some browsers 'self' does not include ws.
 */
export function pageSources(settings: SourceSettings, pageUrl: string): CspSources {
  const js = new URL(settings.STRIPE_JS_URL).origin;
  const { host, protocol } = new URL(pageUrl);
  const isAsked = settings.TURNSTILE_SITE_KEY !== "";
  const turnstile = isAsked ? [new URL(settings.TURNSTILE_URL).origin] : [];
  const simulator = settings.ENVIRONMENT === "development" ? [settings.STRIPE_API_URL, js] : [];
  return {
    script: ["'self'", js, "https://*.js.stripe.com", ...turnstile],
    frame: [
      js,
      "https://js.stripe.com",
      "https://*.js.stripe.com",
      "https://hooks.stripe.com",
      ...LINK,
      ...turnstile,
    ],
    connect: [
      "'self'",
      `${protocol === "https:" ? "wss" : "ws"}://${host}`,
      "https://api.stripe.com",
      ...LINK,
      ...simulator.map((url) => new URL(url).origin),
    ],
    style: ["'self'"],
    img: ["'self'", "data:", "https://*.stripe.com", "https://*.link.com"],
  };
}

/**
 * Forbids scripts to turn text into markup or script. Not for pages with the four steps: Stripe.js
 * creates script elements and has no Trusted Types policy. Browsers that do not know these two
 * directives ignore them.
 */
const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'";

/** What the policy of a page has to allow. */
export interface PageNeeds {
  readonly loads: "stripe" | "ours";
  /** Hash of an inline style sheet, as it stands in a policy; null: there is none. */
  readonly style: string | null;
}

/** The policy of a page. Without Stripe.js the page may only use this deployment. */
export function pagePolicy(
  settings: SourceSettings,
  pageUrl: string,
  { loads, style }: PageNeeds,
): string {
  const made = policies.get(settings) ?? memoize(policyMaker(settings));
  policies.set(settings, made);
  return made(originOf(pageUrl), loads, style ?? "");
}

/** Policies that were made under these settings, by origin, what is loaded, and style. */
const policies = new WeakMap<SourceSettings, ReturnType<typeof policyMaker>>();

const originOf = (url: string): string => /^\w+:\/\/[^/?#]+/.exec(url)?.[0] ?? url;

const policyMaker =
  (settings: SourceSettings) =>
  (origin: string, loads: PageNeeds["loads"], style: string): string =>
    policyOf(settings, origin, { loads, style: style === "" ? null : style });

function policyOf(settings: SourceSettings, pageUrl: string, { loads, style }: PageNeeds): string {
  const all = pageSources(settings, pageUrl);
  const styled = { ...all, style: style === null ? all.style : [...all.style, style] };
  if (loads === "stripe") return contentSecurityPolicy(styled);
  const [, socket = ""] = all.connect;
  const ours = { script: ["'self'"], frame: [], connect: ["'self'", socket] };
  const img = ["'self'", "data:"];
  return `${contentSecurityPolicy({ ...styled, ...ours, img })}; ${TRUSTED_TYPES}`;
}

/**
 * With test keys and Stripe's own Stripe.js: the policy that production sends, with the real host
 * names, and Trusted Types, for the browser's console alone (src/docs/stripe-check.md). Null
 * elsewhere: no address takes reports of customers' browsers.
 */
export function reportedPolicy(
  settings: SourceSettings,
  pageUrl: string,
  { loads, style }: PageNeeds,
): string | null {
  const isReal = new URL(settings.STRIPE_JS_URL).host === "js.stripe.com";
  if (loads !== "stripe" || settings.ENVIRONMENT !== "development" || !isReal) return null;
  const production = { ...settings, ENVIRONMENT: "production" } as const;
  return `${pagePolicy(production, pageUrl, { loads, style })}; require-trusted-types-for 'script'`;
}

/** Lets the answer load from this deployment and Stripe, in place of the strict default. */
export function setPagePolicy(c: Context<HttpEnv>): void {
  const policy = pagePolicy(c.get("settings"), c.req.url, { loads: "stripe", style: null });
  c.header("Content-Security-Policy", policy);
}
