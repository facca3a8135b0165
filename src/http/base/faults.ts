import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import type { Log } from "../../app/ports/log.ts";
import { PortFault } from "../../app/ports/port-fault.ts";
import type { FieldError } from "../../contract/parse.ts";
import type { ErrorCode } from "../../domain/base/errors.ts";
import type { HttpEnv } from "./http-env.ts";
import { RETRY_AFTER_SECONDS } from "./problem.ts";

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

/** The refusals of Hono's middlewares, which throw. Another status stays a fault. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  400: "invalid_request",
  401: "unauthorized",
  403: "cross_site_form",
  404: "not_found",
  413: "body_too_large",
  415: "unsupported_media_type",
};

/**
 * Answers a request whose handler threw: the log gets the fault with the request id, the caller
 * gets only `internal`. Stripe sends a webhook again after such an answer (500). What a middleware
 * or validator of Hono throws is no fault but a refusal by status. A silent D1,
 * or an object that is overloaded, is `temporarily_unavailable`: the same request may be repeated.
 */
export function faulted(log: Log, refuse: RefuseRequest) {
  return (fault: unknown, c: Context<HttpEnv>): Response | Promise<Response> => {
    const code = fault instanceof HTTPException ? CODES[fault.status] : undefined;
    if (code === "invalid_request") return refuse(c, code, NOT_JSON);
    if (code !== undefined) return refuse(c, code);
    const silence = silenceIn(fault);
    if (silence !== null) {
      const line = { route: routePath(c), why: silence.message };
      if (silence.port === "d1") log.warn("d1_unanswered", line);
      else log.warn("object_unanswered", line);
      c.header("Retry-After", String(RETRY_AFTER_SECONDS));
      return refuse(c, "temporarily_unavailable");
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

/**
 * What passes by itself behind a fault: the silence of D1 (drizzle throws its own error and names
 * the cause), and an object that is overloaded or was reset twice.
 */
function silenceIn(fault: unknown): PortFault | null {
  if (fault instanceof PortFault) return fault.port === "d1" || fault.passing ? fault : null;
  return fault instanceof Error && fault.cause !== undefined ? silenceIn(fault.cause) : null;
}
