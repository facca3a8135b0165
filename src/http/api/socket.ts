import type { Context } from "hono";
import type { TopUpRef } from "../../actions/cancel-top-up.ts";
import { no } from "../../actions/refusal.ts";
import type { Env } from "../../env.ts";
import type { HttpEnv } from "../http-env.ts";
import { problem } from "../problem.ts";
import { topUpRef } from "../top-up-ref.ts";

/** Hands the upgrade to the service's object, which keeps the socket. */
export type OpenSocket = (env: Env, ref: TopUpRef, request: Request) => Promise<Response>;

/** GET …/socket: push instead of polling (row V6). */
export function getSocket(openSocket: OpenSocket) {
  return async (c: Context<HttpEnv>): Promise<Response> => {
    const ref = topUpRef(c);
    if (ref === null) return problem(c, { code: "not_found" });
    if (c.req.header("Upgrade")?.toLowerCase() !== "websocket") {
      const errors = [{ field: "Upgrade", message: "must be websocket" }];
      return problem(c, no("invalid_request", { errors }).error);
    }
    return openSocket(c.env, ref, c.req.raw);
  };
}
