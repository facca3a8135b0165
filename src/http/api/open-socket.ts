import { createRoute } from "@hono/zod-openapi";
import type { TypedResponse } from "hono";
import type { TopUpRef } from "../../app/base/top-up-ref.ts";
import type { Env } from "../../config/env.ts";
import { type PushFrame, pushFrame } from "../../contract/api.ts";
import type { SessionId } from "../../domain/base/ids.ts";
import { defineRoute, type Mount } from "../base/api-route.ts";
import { jsonAnswer } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT, type InFront } from "../base/notes-in-front.ts";
import { problem } from "../base/problem.ts";
import { CREDITED_TOP_UP } from "./examples.ts";
import { refOf, TOP_UP_PATH, topUpParams } from "./top-up-ref.ts";

/** Forwards the upgrade to the service's object, which keeps the socket. */
export type OpenSocket = (env: Env, watched: WatchedTopUp, request: Request) => Promise<Response>;

/** A top-up, and the session that watches it. */
export interface WatchedTopUp extends TopUpRef {
  readonly sessionId: SessionId;
}

/** All pages get the same frame, so nothing of the payer is in it. */
const { email_masked: _, ...PUSHED } = CREDITED_TOP_UP;

type Code = "invalid_request" | "not_found" | "cross_site_form" | "too_many_requests" | InFront;

const route = createRoute({
  method: "get",
  path: `${TOP_UP_PATH}/socket`,
  operationId: "openSocket",
  tags: ["Top-ups"],
  summary: "A WebSocket that sends a `PushFrame` when the state changes",
  description: "Push instead of polling. The socket takes no messages; it ends with a final state.",
  request: { params: topUpParams },
  responses: {
    101: jsonAnswer(pushFrame, "The upgrade; then each text frame is such a JSON", {
      type: "top_up",
      top_up: PUSHED,
    }),
    ...problems<Code>({
      ...IN_FRONT,
      cross_site_form: "`Origin` names another site; apps and servers send none",
      too_many_requests: "the session, the top-up or the service has too many: poll instead",
      invalid_request: "no `Upgrade: websocket`",
      not_found: "no such top-up, or no such form of id",
    }),
  },
});

/** GET …/socket: push frames instead of polling (row V6). */
export const openSocketRoute = (openSocket: OpenSocket): Mount =>
  defineRoute(route, async (c) => {
    if (c.req.header("Upgrade")?.toLowerCase() !== "websocket") {
      const errors = [{ field: "Upgrade", message: "must be websocket" }];
      return problem(c, { code: "invalid_request", errors });
    }
    const origin = c.req.header("Origin");
    if (origin !== undefined && origin !== new URL(c.req.url).origin) {
      return problem(c, { code: "cross_site_form" });
    }
    const watched = { ...refOf(c.req.valid("param")), sessionId: c.get("sessionId") };
    const answer = await openSocket(c.env, watched, c.req.raw);
    if (answer.status === 404) return problem(c, { code: "not_found" });
    if (answer.status === 429) return problem(c, { code: "too_many_requests" });
    return answer as Upgraded;
  });

/** The object's answer: the frames of the socket come where a body would. */
type Upgraded = Response & TypedResponse<PushFrame, 101, "json">;
