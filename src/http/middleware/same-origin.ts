import type { Context, MiddlewareHandler } from "hono";
import type { RefuseRequest } from "../base/faults.ts";
import type { HttpEnv } from "../base/http-env.ts";

/** Methods that change nothing. */
const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * In front of everything that acts for a browser's session or by its address: a post of a page of
 * another host is refused with `cross_site_form`, JSON or not. `SameSite` alone does not keep out
 * sibling hosts of one domain, and an address needs no cookie. Apps and servers send neither header
 * and pass.
 */
export const sameOrigin =
  (refuse: RefuseRequest): MiddlewareHandler<HttpEnv> =>
  async (c, next) =>
    READS.has(c.req.method) || !isForeign(c) ? next() : refuse(c, "cross_site_form");

/** `Sec-Fetch-Site` is the browser's own word; browsers without it send `Origin` with a post. */
function isForeign(c: Context<HttpEnv>): boolean {
  const site = c.req.header("Sec-Fetch-Site");
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = c.req.header("Origin");
  return origin !== undefined && origin !== new URL(c.req.url).origin;
}
