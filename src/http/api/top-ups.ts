import type { Context } from "hono";
import { requestTopUp } from "../../app/payment/request-top-up.ts";
import { type TopUpCreated, topUpRequest } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { toOfferId } from "../../domain/base/ids.ts";
import { customerOf } from "../base/actors.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import { customerDetailsOf } from "./customer-details.ts";
import { readKeyedJson } from "./keyed-body.ts";
import { topUpUrl } from "./top-up-url.ts";

/** POST /api/top-ups: the customer pressed Pay. 201 for a new top-up, 200 for a repeated one. */
export async function requestTopUpRoute(c: Context<HttpEnv>): Promise<Response> {
  const request = await readKeyedJson(c, topUpRequest);
  if (!request.ok) return problem(c, request.error);
  const { body, idempotencyKey } = request.value;
  const opened = await requestTopUp(c.get("ports"), customerOf(c), {
    idempotencyKey,
    serviceToken: body.service_token,
    quote: body.quote,
    offerId: toOfferId(body.offer_id),
    quantity: body.quantity,
    amount: body.amount,
    allowRepeat: body.allow_repeat,
    consent: body.consent,
    customer: customerDetailsOf(body.customer),
    // Only browsers send this header, and the portal's is the only page of this origin.
    origin: c.req.header("Sec-Fetch-Site") === "same-origin" ? "portal" : "api",
  });
  if (!opened.ok) return problem(c, opened.error);
  const { view, clientSecret, created, emailMasked } = opened.value;
  const answer: TopUpCreated = {
    top_up: topUpJson(view, { emailMasked }),
    client_secret: clientSecret,
    url: await topUpUrl(c, view),
  };
  c.header("Cache-Control", "no-store");
  return c.json(answer, created ? 201 : 200);
}
