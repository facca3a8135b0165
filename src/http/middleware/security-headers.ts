import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

const NONE = ["'none'"];

/**
 * Sets the security headers of every answer. An answer without a policy of its own (pages have one)
 * gets the strict one: nothing may be loaded, framed or submitted. PayPal and Link open popups,
 * hence `same-origin-allow-popups`. The answer to a socket upgrade is not changed: it comes from
 * the object, and the runtime throws when a header of it is set.
 */
export function securityHeaders(): MiddlewareHandler {
  const set = secureHeaders({
    // Keeps the policy that a page has set for itself.
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: NONE,
      frameAncestors: NONE,
      baseUri: NONE,
      formAction: NONE,
    },
    referrerPolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin-allow-popups",
    permissionsPolicy: { payment: ["self", "https://js.stripe.com", "https://pay.google.com"] },
    strictTransportSecurity: "max-age=31536000",
    // Pictures that emails load from here are assets (public/_headers), which this does not serve.
    crossOriginResourcePolicy: "same-origin",
    // What the policy above says already, and what browsers no longer know.
    xFrameOptions: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    removePoweredBy: false,
  });
  return async (c, next) => {
    await next();
    if (c.res.status !== 101) await set(c, async () => {});
  };
}
