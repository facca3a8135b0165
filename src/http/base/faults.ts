import type { Context } from "hono";
import { routePath } from "hono/route";
import type { Log } from "../../app/ports/log.ts";
import type { ErrorCode } from "../../domain/base/errors.ts";
import { isLegacyPath, legacyRefusal } from "../legacy/answer.ts";
import type { HttpEnv } from "./http-env.ts";
import { problem } from "./problem.ts";

/** How a page says no; the API says it as problem+json. */
export type ErrorPage = (c: Context<HttpEnv>, code: ErrorCode) => Response | Promise<Response>;

/** Doors for programs: they get problems, never pages. */
export const isApiPath = (path: string): boolean =>
  /^\/(api|crm|oam|operator|webhooks)(\/|$)/.test(path);

/** A refusal before any handler: for people a page, for machines a problem. */
export function refuseRequest(
  c: Context<HttpEnv>,
  code: ErrorCode,
  errorPage: ErrorPage,
): Response | Promise<Response> {
  if (isLegacyPath(c.req.path)) return legacyRefusal(c, code);
  const html = c.req.header("Accept")?.includes("text/html") ?? false;
  return html && !isApiPath(c.req.path) ? errorPage(c, code) : problem(c, { code });
}

/** A fault: logged with the request id, told to nobody outside. Stripe sends again on a 500. */
export function faulted(log: Log, errorPage: ErrorPage) {
  return (fault: unknown, c: Context<HttpEnv>): Response | Promise<Response> => {
    log.error("request_failed", fault, {
      requestId: c.get("requestId"),
      method: c.req.method,
      // The pattern, not the path: a path may hold a link, which is a permission.
      route: routePath(c),
    });
    // Without a house (its configuration is wrong) no page can be drawn; old doors need none.
    return c.get("ports") || isLegacyPath(c.req.path)
      ? refuseRequest(c, "internal", errorPage)
      : problem(c, { code: "internal" });
  };
}
