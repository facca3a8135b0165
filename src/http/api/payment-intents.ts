import type { Context } from "hono";
import type * as z from "zod";
import {
  type RequestPaymentIntentInput,
  requestPaymentIntent,
} from "../../app/payment/request-payment-intent.ts";
import { type PaymentIntentCreated, paymentIntentRequest } from "../../contract/payment-intents.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { callerOf } from "../base/actors.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import { customerDetailsOf } from "./customer-details.ts";
import { readKeyedJson } from "./keyed-body.ts";
import { topUpUrl } from "./top-up-url.ts";

type Body = z.infer<typeof paymentIntentRequest>;

/**
 * POST /api/payment-intents: the customer pressed Pay on a page of the caller's. 201 for a new
 * top-up, 200 for a repeated request.
 */
export async function requestPaymentIntentRoute(c: Context<HttpEnv>): Promise<Response> {
  const request = await readKeyedJson(c, paymentIntentRequest);
  if (!request.ok) return problem(c, request.error);
  const { body, idempotencyKey } = request.value;
  const requested = await requestPaymentIntent(c.get("ports"), callerOf(c), {
    idempotencyKey,
    service: serviceOf(body),
    days: body.days,
    customer: body.customer === undefined ? null : customerDetailsOf(body.customer),
    consent: body.consent,
  });
  if (!requested.ok) return problem(c, requested.error);
  const { view, clientSecret, created, intentId, emailMasked } = requested.value;
  const answer: PaymentIntentCreated = {
    payment_intent_id: intentId,
    client_secret: clientSecret,
    amount: { minor: view.price.minor, currency: view.price.currency },
    top_up: topUpJson(view, { emailMasked }),
    url: await topUpUrl(c, view),
  };
  c.header("Cache-Control", "no-store");
  return c.json(answer, created ? 201 : 200);
}

/** The service that the caller names: by its token, or by uuid and imsi. */
function serviceOf(body: Body): RequestPaymentIntentInput["service"] {
  return "service_token" in body
    ? { token: body.service_token }
    : { serviceUuid: body.service_uuid, imsi: body.imsi };
}
