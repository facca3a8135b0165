import type { Context } from "hono";
import type * as z from "zod";
import { refusal } from "../../app/base/refusal.ts";
import {
  type RequestPaymentIntentInput,
  requestPaymentIntent,
} from "../../app/payment/request-payment-intent.ts";
import { idempotencyKey } from "../../contract/api.ts";
import { type PaymentIntentCreated, paymentIntentRequest } from "../../contract/payment-intents.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import type { Customer } from "../../domain/top-up/state.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import { keyErrors } from "./top-ups.ts";

type Body = z.infer<typeof paymentIntentRequest>;

/**
 * POST /api/payment-intents: the customer pressed Pay on a page of the caller's. 201 for a new
 * top-up, 200 for a repeated request.
 */
export async function requestPaymentIntentRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, paymentIntentRequest);
  const key = idempotencyKey.safeParse(c.req.header("Idempotency-Key"));
  if (!body.ok && body.error.code !== "invalid_request") return problem(c, body.error);
  if (!body.ok || !key.success) {
    const errors = body.ok ? [] : (body.error.errors ?? []);
    return problem(c, refusal("invalid_request", { errors: [...errors, ...keyErrors(key)] }).error);
  }
  const { days, consent } = body.value;
  const requested = await requestPaymentIntent(c.get("ports"), {
    idempotencyKey: key.data,
    service: serviceOf(body.value, c.get("ip")),
    days,
    customer: customerOf(body.value),
    consent,
  });
  if (!requested.ok) return problem(c, requested.error);
  const { view, clientSecret, created, intentId } = requested.value;
  const answer: PaymentIntentCreated = {
    payment_intent_id: intentId,
    client_secret: clientSecret,
    amount: { minor: view.price.minor, currency: view.price.currency },
    top_up: topUpJson(view),
    url: new URL(`/t/${view.serviceId}/${view.topUpId}`, c.get("ports").settings.publicUrl).href,
  };
  c.header("Cache-Control", "no-store");
  return c.json(answer, created ? 201 : 200);
}

function serviceOf(body: Body, ip: string | null): RequestPaymentIntentInput["service"] {
  return "service_token" in body
    ? { token: body.service_token }
    : { serviceUuid: body.service_uuid, imsi: body.imsi, ip };
}

function customerOf({ customer }: Body): Customer | null {
  return customer === undefined
    ? null
    : {
        firstName: customer.first_name,
        lastName: customer.last_name,
        email: customer.email,
        locale: customer.locale,
      };
}
