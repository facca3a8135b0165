import { createRoute } from "@hono/zod-openapi";
import { maskedEmailOf } from "../../app/base/mask-email.ts";
import type { CodesOf } from "../../app/base/refusal.ts";
import { requestRefund } from "../../app/refund/request-refund.ts";
import { topUpView } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { customerOf } from "../base/actors.ts";
import { defineRoute } from "../base/api-route.ts";
import { jsonAnswer } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT_OF_POST, type InFrontOfPost } from "../base/notes-in-front.ts";
import { problem } from "../base/problem.ts";
import { REFUNDING_TOP_UP } from "./examples.ts";
import { NO_STORE } from "./no-store.ts";
import { refOf, TOP_UP_PATH, topUpParams } from "./top-up-ref.ts";

const route = createRoute({
  method: "post",
  path: `${TOP_UP_PATH}/refund`,
  operationId: "requestRefund",
  tags: ["Top-ups"],
  summary: "Requests a refund, possible until the credit is confirmed",
  description:
    "`may_request_refund` of the top-up says whether it is possible. Safe to repeat. While no \
credit is granted, the payment is refunded at once. While one is (`crediting`), the request is a \
wish: the top-up becomes `resolving` with the `resolving_reason` `customer`, and a reading \
decides. A credit that was made stands; otherwise it is revoked first, and then the payment is \
refunded.",
  request: { params: topUpParams },
  responses: {
    200: jsonAnswer(
      topUpView,
      "The top-up, on its way to be refunded, or resolving first",
      REFUNDING_TOP_UP,
    ),
    ...problems<CodesOf<typeof requestRefund> | InFrontOfPost>({
      ...IN_FRONT_OF_POST,
      not_found: "no such top-up, or no such form of id",
      not_yours: "another session made it: send that session's cookie",
      wrong_state: "it is not paid; `state` says what it is",
      not_available: "it is credited: ask the merchant",
    }),
  },
});

/** POST …/refund: the customer wants the money back instead of the days. */
export const requestRefundRoute = defineRoute(route, async (c) => {
  const ref = refOf(c.req.valid("param"));
  const requested = await requestRefund(c.get("ports"), customerOf(c), ref);
  if (!requested.ok) return problem(c, requested.error);
  const emailMasked = await maskedEmailOf(c.get("ports"), ref);
  return c.json(topUpJson(requested.value, { own: true, emailMasked }), 200, NO_STORE);
});
