import type { Context } from "hono";
import { refusal } from "../../app/base/refusal.ts";
import type { TopUpRef } from "../../app/base/top-up-ref.ts";
import type { Env } from "../../config/env.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import { topUpRef } from "../base/top-up-ref.ts";

/** Forwards the upgrade to the service's object, which keeps the socket. */
export type OpenSocket = (env: Env, ref: TopUpRef, request: Request) => Promise<Response>;

/** GET …/socket: push frames instead of polling (row V6). */
export function openSocketRoute(openSocket: OpenSocket) {
  return async (c: Context<HttpEnv>): Promise<Response> => {
    const ref = topUpRef(c);
    if (ref === null) return problem(c, { code: "not_found" });
    if (c.req.header("Upgrade")?.toLowerCase() !== "websocket") {
      const errors = [{ field: "Upgrade", message: "must be websocket" }];
      return problem(c, refusal("invalid_request", { errors }).error);
    }
    return openSocket(c.env, ref, c.req.raw);
  };
}
