import { createRoute } from "@hono/zod-openapi";
import type { CodesOf } from "../../app/base/refusal.ts";
import { requestTopUp } from "../../app/payment/request-top-up.ts";
import { type TopUpCreated, topUpCreated, topUpRequest } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { toOfferId } from "../../domain/base/ids.ts";
import { customerOf } from "../base/actors.ts";
import { defineRoute } from "../base/api-route.ts";
import { jsonAnswer, jsonBody } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT_OF_BODY, type InFrontOfBody } from "../base/notes-in-front.ts";
import { problem } from "../base/problem.ts";
import { customerDetailsOf } from "./customer-details.ts";
import { NEW_TOP_UP, PAYMENT_INTENT_ID, TOP_UP_REQUEST, TOP_UP_URL } from "./examples.ts";
import { keyHeaders } from "./idempotency-key.ts";
import { NO_STORE } from "./no-store.ts";
import { PAY_NOTES } from "./pay-notes.ts";
import { topUpUrl } from "./top-up-url.ts";

const CREATED = { top_up: NEW_TOP_UP, payment_intent_id: PAYMENT_INTENT_ID, url: TOP_UP_URL };

const route = createRoute({
  method: "post",
  path: "/api/top-ups",
  operationId: "requestTopUp",
  tags: ["Payment"],
  summary: "A top-up and its payment intent, once per Idempotency-Key",
  description:
    "201 for a new top-up, 200 for a repeated request. Then post a confirmation token of " +
    "Stripe.js or of a mobile SDK to `confirm`. An earlier top-up of the session that is not " +
    "paid is canceled first.",
  request: { headers: keyHeaders, body: jsonBody(topUpRequest, TOP_UP_REQUEST) },
  responses: {
    200: jsonAnswer(topUpCreated, "The top-up of an earlier request with this key", CREATED),
    201: jsonAnswer(topUpCreated, "A new top-up", CREATED),
    ...problems<CodesOf<typeof requestTopUp> | InFrontOfBody>({
      ...IN_FRONT_OF_BODY,
      ...PAY_NOTES,
    }),
  },
});

/** POST /api/top-ups: the customer pressed Pay. */
export const requestTopUpRoute = defineRoute(route, async (c) => {
  const body = c.req.valid("json");
  const opened = await requestTopUp(c.get("ports"), customerOf(c), {
    idempotencyKey: c.req.valid("header")["idempotency-key"],
    serviceToken: body.service_token,
    quote: body.quote,
    offerId: toOfferId(body.offer_id),
    quantity: body.quantity,
    amount: body.price,
    allowRepeat: body.allow_repeat,
    consent: body.consent,
    customer: customerDetailsOf(body.customer),
    ...(body.human_check !== undefined && {
      humanToken: { token: body.human_check, hostname: new URL(c.req.url).hostname },
    }),
    // Only browsers send this header, and the portal's is the only page of this origin.
    origin: c.req.header("Sec-Fetch-Site") === "same-origin" ? "portal" : "api",
  });
  if (!opened.ok) return problem(c, opened.error);
  const { view, intentId, created, emailMasked } = opened.value;
  const answer: TopUpCreated = {
    top_up: topUpJson(view, { emailMasked }),
    payment_intent_id: intentId,
    url: await topUpUrl(c, view),
  };
  return created ? c.json(answer, 201, NO_STORE) : c.json(answer, 200, NO_STORE);
});
