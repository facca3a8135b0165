import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import type { Log } from "../../app/ports/log.ts";
import type { FieldError } from "../../contract/parse.ts";
import type { ErrorCode } from "../../domain/base/errors.ts";
import type { HttpEnv } from "./http-env.ts";

/**
 * Answers a request that no handler has seen, with a row of the error table. The form depends on
 * the path: a page, a problem, or the older system's JSON.
 */
export type RefuseRequest = (
  c: Context<HttpEnv>,
  code: ErrorCode,
  errors?: readonly FieldError[],
) => Response | Promise<Response>;

const NOT_JSON: readonly FieldError[] = [{ field: "body", message: "is not JSON" }];

/**
 * Answers a request whose handler threw: the log gets the fault with the request id, the caller
 * gets only `internal`. Stripe sends a webhook again after such an answer (500). What hono's
 * validators throw about a body is no fault of ours, but a refusal.
 */
export function faulted(log: Log, refuse: RefuseRequest) {
  return (fault: unknown, c: Context<HttpEnv>): Response | Promise<Response> => {
    if (fault instanceof HTTPException) {
      if (fault.status === 415) return refuse(c, "unsupported_media_type");
      if (fault.status === 413) return refuse(c, "body_too_large");
      if (fault.status === 400) return refuse(c, "invalid_request", NOT_JSON);
    }
    log.error("request_failed", fault, {
      requestId: c.get("requestId"),
      method: c.req.method,
      // The pattern, not the path: a path may hold a link, which is a permission.
      route: routePath(c),
    });
    return refuse(c, "internal");
  };
}
