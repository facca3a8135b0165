import type { MiddlewareHandler } from "hono";
import { isJson } from "./body.ts";
import type { HttpEnv } from "./http-env.ts";
import { problem } from "./problem.ts";
import { knownSession } from "./session-cookie.ts";

/**
 * In front of a post without a body that acts for the session of its cookie: it comes from a page
 * of this very host, or is announced as JSON, which a page of another host cannot send without our
 * permission. `SameSite` alone does not keep out sibling hosts of one domain. Callers without the
 * cookie prove nothing by it and are let through. Refuses with `cross_site_form`.
 */
export const sameOrigin: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (knownSession(c) === null || isJson(c)) return next();
  const site = c.req.header("Sec-Fetch-Site");
  const isOwn =
    site === undefined
      ? c.req.header("Origin") === new URL(c.req.url).origin
      : site === "same-origin" || site === "none";
  return isOwn ? next() : problem(c, { code: "cross_site_form" });
};
