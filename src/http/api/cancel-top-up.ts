import { createRoute } from "@hono/zod-openapi";
import { maskedEmailOf } from "../../app/base/mask-email.ts";
import type { CodesOf } from "../../app/base/refusal.ts";
import { cancelTopUp } from "../../app/payment/cancel-top-up.ts";
import { topUpView } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { customerOf } from "../base/actors.ts";
import { defineRoute } from "../base/api-route.ts";
import { jsonAnswer } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT_OF_POST, type InFrontOfPost } from "../base/notes-in-front.ts";
import { problem } from "../base/problem.ts";
import { CANCELING_TOP_UP } from "./examples.ts";
import { NO_STORE } from "./no-store.ts";
import { refOf, TOP_UP_PATH, topUpParams } from "./top-up-ref.ts";

const route = createRoute({
  method: "post",
  path: `${TOP_UP_PATH}/cancel`,
  operationId: "cancelTopUp",
  tags: ["Top-ups"],
  summary: "Cancels a top-up before it is paid",
  description: "Only Stripe's answer makes it true: `canceling` until then. Safe to repeat.",
  request: { params: topUpParams },
  responses: {
    200: jsonAnswer(topUpView, "The top-up, canceled or on its way there", CANCELING_TOP_UP),
    ...problems<CodesOf<typeof cancelTopUp> | InFrontOfPost>({
      ...IN_FRONT_OF_POST,
      not_found: "no such top-up, or no such form of id",
      not_yours: "another session made it: send that session's cookie",
      wrong_state: "it is paid, or at a bank; `state` says which",
    }),
  },
});

/** POST …/cancel: the customer gives up before paying. */
export const cancelTopUpRoute = defineRoute(route, async (c) => {
  const ref = refOf(c.req.valid("param"));
  const canceled = await cancelTopUp(c.get("ports"), customerOf(c), ref);
  if (!canceled.ok) return problem(c, canceled.error);
  const emailMasked = await maskedEmailOf(c.get("ports"), ref);
  return c.json(topUpJson(canceled.value, { own: true, emailMasked }), 200, NO_STORE);
});
