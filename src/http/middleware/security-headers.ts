import type { MiddlewareHandler } from "hono";
import type { HttpEnv } from "../base/http-env.ts";

/** Nothing may be loaded, framed or submitted. */
const STRICT = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * Sets the security headers of every answer. An answer without a policy of its own (pages have one)
 * gets the strict one. PayPal and Link open popups, hence `same-origin-allow-popups`. The answer to
 * a socket upgrade is not changed.
 */
export function securityHeaders(): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    await next();
    if (c.res.status === 101) return;
    if (!c.res.headers.has("Content-Security-Policy")) c.header("Content-Security-Policy", STRICT);
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Referrer-Policy", "same-origin");
    c.header("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
    c.header(
      "Permissions-Policy",
      'payment=(self "https://js.stripe.com" "https://pay.google.com")',
    );
    if (new URL(c.req.url).protocol === "https:") {
      c.header("Strict-Transport-Security", "max-age=31536000");
    }
  };
}
