import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import type { CodesOf } from "../../app/base/refusal.ts";
import {
  type RequestPaymentIntentInput,
  requestPaymentIntent,
} from "../../app/payment/request-payment-intent.ts";
import { amount, topUpRequest, topUpView } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { callerOf } from "../base/actors.ts";
import { defineRoute } from "../base/api-route.ts";
import { jsonAnswer, jsonBody } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT_OF_BODY, type InFrontOfBody } from "../base/notes-in-front.ts";
import { problem } from "../base/problem.ts";
import { customerDetailsOf } from "./customer-details.ts";
import { CLIENT_SECRET, CUSTOMER, NEW_TOP_UP, TOP_UP_URL } from "./examples.ts";
import { keyHeaders } from "./idempotency-key.ts";
import { NO_STORE } from "./no-store.ts";
import { PAY_NOTES } from "./pay-notes.ts";
import { topUpUrl } from "./top-up-url.ts";

const { service_token, quantity, consent, customer } = topUpRequest.shape;
const common = {
  quantity,
  customer: customer.optional().meta({ description: "For receipt and invoice; optional" }),
  consent,
};
/** The service by its token, or by uuid and imsi, which must both fit. */
const paymentIntentRequest = z
  .union([
    z.strictObject({ service_token, ...common }),
    z.strictObject({
      service_uuid: z.string().trim().min(1).max(64),
      imsi: z.string().trim().min(1).max(32),
      ...common,
    }),
  ])
  .meta({ id: "PaymentIntentRequest" });

export const paymentIntentCreated = z
  .strictObject({
    payment_intent_id: z.string().nullable(),
    client_secret: z.string().nullable().meta({
      description: "For Stripe.js; null when nothing can be paid any more",
    }),
    price: amount,
    top_up: topUpView,
    url: z.url(),
  })
  .meta({ id: "PaymentIntentCreated" });

const { price_changed: _price, paid_recently: _recently, ...NOTES } = PAY_NOTES;

const REQUEST = {
  service_uuid: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
  imsi: "310120123456789",
  quantity: 7,
  consent: true,
  customer: CUSTOMER,
};
const CREATED: z.output<typeof paymentIntentCreated> = {
  payment_intent_id: "pi_3QeXample",
  client_secret: CLIENT_SECRET,
  price: { ...NEW_TOP_UP.price },
  top_up: NEW_TOP_UP,
  url: TOP_UP_URL,
};

const route = createRoute({
  method: "post",
  path: "/api/payment-intents",
  operationId: "requestPaymentIntent",
  tags: ["Payment"],
  summary: "A top-up for a caller with a page of its own, once per Idempotency-Key",
  description:
    "The server decides the price. 201 for a new one, 200 for a repeated request. Once the " +
    "payment intent is paid, the caller need not call anything more. A caller needs no cookie: " +
    "the same key gets the same client secret. Cards are tried with it past our limits, so " +
    "the top-up is canceled once Stripe has reported five declines; where your page can, use " +
    "`/api/top-ups` and `confirm`.",
  request: { headers: keyHeaders, body: jsonBody(paymentIntentRequest, REQUEST) },
  responses: {
    200: jsonAnswer(paymentIntentCreated, "That of an earlier request with this key", CREATED),
    201: jsonAnswer(paymentIntentCreated, "A new top-up with its payment intent", CREATED),
    ...problems<CodesOf<typeof requestPaymentIntent> | "unauthorized" | InFrontOfBody>({
      ...IN_FRONT_OF_BODY,
      ...NOTES,
      unauthorized: "the key in `Authorization` is not live; a server with a key has its own limit",
      service_not_identified: "unknown, or uuid and imsi do not belong together",
    }),
  },
});

/** POST /api/payment-intents: the customer pressed Pay on a page of the caller's. */
export const requestPaymentIntentRoute = defineRoute(route, async (c) => {
  const body = c.req.valid("json");
  const requested = await requestPaymentIntent(c.get("ports"), callerOf(c), {
    idempotencyKey: c.req.valid("header")["idempotency-key"],
    service: serviceOf(body),
    quantity: body.quantity,
    customer: body.customer === undefined ? null : customerDetailsOf(body.customer),
    consent: body.consent,
  });
  if (!requested.ok) return problem(c, requested.error);
  const { view, clientSecret, created, intentId, emailMasked } = requested.value;
  const answer = {
    payment_intent_id: intentId,
    client_secret: clientSecret,
    price: { minor: view.price.minor, currency: view.price.currency },
    top_up: topUpJson(view, { emailMasked }),
    url: await topUpUrl(c, view),
  };
  return created ? c.json(answer, 201, NO_STORE) : c.json(answer, 200, NO_STORE);
});

/** The service that the caller names: by its token, or by uuid and imsi. */
function serviceOf(
  body: z.output<typeof paymentIntentRequest>,
): RequestPaymentIntentInput["service"] {
  return "service_token" in body
    ? { token: body.service_token }
    : { serviceUuid: body.service_uuid, imsi: body.imsi };
}
