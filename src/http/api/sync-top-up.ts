import { createRoute } from "@hono/zod-openapi";
import { maskedEmailOf } from "../../app/base/mask-email.ts";
import type { CodesOf } from "../../app/base/refusal.ts";
import { isOwn } from "../../app/payment/is-own.ts";
import { syncTopUp } from "../../app/payment/sync-top-up.ts";
import { topUpView } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { customerOf } from "../base/actors.ts";
import { defineRoute } from "../base/api-route.ts";
import { jsonAnswer } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT_OF_POST, type InFrontOfPost } from "../base/notes-in-front.ts";
import { problem } from "../base/problem.ts";
import { PAID_TOP_UP } from "./examples.ts";
import { NO_STORE } from "./no-store.ts";
import { refOf, TOP_UP_PATH, topUpParams } from "./top-up-ref.ts";

const route = createRoute({
  method: "post",
  path: `${TOP_UP_PATH}/sync`,
  operationId: "syncTopUp",
  tags: ["Top-ups"],
  summary: "Reads the payment at Stripe now, because the customer says that it is paid",
  description: "What the caller says is never believed; the payment is read. Safe to repeat.",
  request: { params: topUpParams },
  responses: {
    200: jsonAnswer(topUpView, "The top-up after the payment was read", PAID_TOP_UP),
    ...problems<CodesOf<typeof syncTopUp> | "payment_system_unavailable" | InFrontOfPost>({
      ...IN_FRONT_OF_POST,
      not_found: "no such top-up, or no such form of id",
      payment_system_unavailable: "Stripe is silent; webhook and sweep bring the payment anyway",
    }),
  },
});

/** POST …/sync: the customer says that it is paid. */
export const syncTopUpRoute = defineRoute(route, async (c) => {
  const ports = c.get("ports");
  const ref = refOf(c.req.valid("param"));
  const synced = await syncTopUp(ports, customerOf(c), ref);
  if (!synced.ok) return problem(c, synced.error);
  const { view, upToDate } = synced.value;
  if (!upToDate) return problem(c, { code: "payment_system_unavailable" });
  const [own, emailMasked] = await Promise.all([
    isOwn(ports, customerOf(c), ref),
    maskedEmailOf(ports, ref),
  ]);
  return c.json(topUpJson(view, { own, emailMasked }), 200, NO_STORE);
});
