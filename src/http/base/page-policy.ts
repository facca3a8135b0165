import type { Context } from "hono";
import type { Settings } from "../../config/env.ts";
import type { HttpEnv } from "./http-env.ts";

/** Where a page may load from, on top of nothing. Each entry as it stands in a policy. */
export interface CspSources {
  readonly script: readonly string[];
  readonly frame: readonly string[];
  readonly connect: readonly string[];
  readonly style: readonly string[];
  readonly img: readonly string[];
}

/** The policy of a page that loads from these sources. */
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
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}

type StripeSettings = Pick<Settings, "STRIPE_JS_URL" | "STRIPE_API_URL" | "ENVIRONMENT">;

/**
 * The sources of our pages: ourselves and Stripe (docs.stripe.com/security/guide). In development
 * Stripe.js may come from, and talk to, a stand-in. `pageUrl` names the socket's origin, because
 * not every browser counts ws under 'self'.
 */
export function pageSources(settings: StripeSettings, pageUrl: string): CspSources {
  const js = new URL(settings.STRIPE_JS_URL).origin;
  const { host, protocol } = new URL(pageUrl);
  const standIn = settings.ENVIRONMENT === "development" ? [settings.STRIPE_API_URL, js] : [];
  return {
    script: ["'self'", js, "https://*.js.stripe.com"],
    frame: [js, "https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
    connect: [
      "'self'",
      `${protocol === "https:" ? "wss" : "ws"}://${host}`,
      "https://api.stripe.com",
      ...standIn.map((url) => new URL(url).origin),
    ],
    style: ["'self'"],
    img: ["'self'", "data:", "https://*.stripe.com"],
  };
}

/**
 * No script of such a page may make markup or script out of text. Not for pages with the four
 * steps: Stripe.js makes its own script elements and has no Trusted Types policy. Browsers that do
 * not know these two directives pass them over.
 */
const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'";

/** What a page needs beyond itself. */
export interface PageNeeds {
  readonly loads: "stripe" | "ours";
  /** Hash of an inline style sheet, as it stands in a policy; null: there is none. */
  readonly style: string | null;
}

/** A page that never loads Stripe.js talks to nobody but us. */
export function pagePolicy(
  settings: StripeSettings,
  pageUrl: string,
  { loads, style }: PageNeeds,
): string {
  const all = pageSources(settings, pageUrl);
  const styled = { ...all, style: style === null ? all.style : [...all.style, style] };
  if (loads === "stripe") return contentSecurityPolicy(styled);
  const [, socket = ""] = all.connect;
  const ours = { script: ["'self'"], frame: [], connect: ["'self'", socket] };
  const img = ["'self'", "data:"];
  return `${contentSecurityPolicy({ ...styled, ...ours, img })}; ${TRUSTED_TYPES}`;
}

/** For the handler of a page: replaces the strict default of everything else. */
export function setPagePolicy(c: Context<HttpEnv>, sources?: CspSources): void {
  const policy = sources ?? pageSources(c.get("settings"), c.req.url);
  c.header("Content-Security-Policy", contentSecurityPolicy(policy));
}
