import { createRoute } from "@hono/zod-openapi";
import type { CodesOf } from "../../app/base/refusal.ts";
import { getTopUp } from "../../app/payment/get-top-up.ts";
import { topUpView } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { customerOf } from "../base/actors.ts";
import { defineRoute } from "../base/api-route.ts";
import { jsonAnswer } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT, type InFront } from "../base/notes-in-front.ts";
import { problem } from "../base/problem.ts";
import { CREDITED_TOP_UP } from "./examples.ts";
import { NO_STORE } from "./no-store.ts";
import { refOf, TOP_UP_PATH, topUpParams } from "./top-up-ref.ts";

const route = createRoute({
  method: "get",
  path: TOP_UP_PATH,
  operationId: "getTopUp",
  tags: ["Top-ups"],
  summary: "The present state of a top-up",
  description: "Who has the two ids may see it. Poll no faster than once a second; see `socket`.",
  request: { params: topUpParams },
  responses: {
    200: jsonAnswer(topUpView, "The top-up as it is now", { ...CREDITED_TOP_UP, own: true }),
    ...problems<CodesOf<typeof getTopUp> | InFront>({
      ...IN_FRONT,
      not_found: "no such top-up, or no such form of id",
    }),
  },
});

/** GET /api/top-ups/{service_id}/{top_up_id}: the present state. */
export const getTopUpRoute = defineRoute(route, async (c) => {
  const seen = await getTopUp(c.get("ports"), customerOf(c), refOf(c.req.valid("param")));
  if (!seen.ok) return problem(c, seen.error);
  return c.json(topUpJson(seen.value.view, seen.value), 200, NO_STORE);
});
