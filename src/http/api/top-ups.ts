import type { Context } from "hono";
import { refusal } from "../../app/base/refusal.ts";
import { requestTopUp } from "../../app/payment/request-top-up.ts";
import { idempotencyKey, type TopUpCreated, topUpRequest } from "../../contract/api.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";

/** POST /api/top-ups: the customer pressed Pay. 201 for a new top-up, 200 for a repeated request. */
export async function requestTopUpRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, topUpRequest);
  const key = idempotencyKey.safeParse(c.req.header("Idempotency-Key"));
  if (!body.ok && body.error.code !== "invalid_request") return problem(c, body.error);
  if (!body.ok || !key.success) {
    const errors = body.ok ? [] : (body.error.errors ?? []);
    return problem(c, refusal("invalid_request", { errors: [...errors, ...keyErrors(key)] }).error);
  }
  const {
    service_token,
    quote,
    offer_id,
    quantity,
    amount,
    customer,
    allow_repeat: allowRepeat,
    consent,
  } = body.value;
  const opened = await requestTopUp(c.get("ports"), {
    idempotencyKey: key.data,
    serviceToken: service_token,
    quote,
    offerId: offer_id,
    quantity,
    amount,
    allowRepeat,
    consent,
    customer: {
      firstName: customer.first_name,
      lastName: customer.last_name,
      email: customer.email,
      locale: customer.locale,
    },
    sessionId: c.get("sessionId"),
    // Only browsers send this header, and the portal's is the only page of this origin.
    origin: c.req.header("Sec-Fetch-Site") === "same-origin" ? "portal" : "api",
  });
  if (!opened.ok) return problem(c, opened.error);
  const { view, clientSecret, created } = opened.value;
  const answer: TopUpCreated = {
    top_up: topUpJson(view),
    client_secret: clientSecret,
    url: new URL(`/t/${view.serviceId}/${view.topUpId}`, c.get("ports").settings.publicUrl).href,
  };
  c.header("Cache-Control", "no-store");
  return c.json(answer, created ? 201 : 200);
}

/** The rows of `errors` for the result of parsing the key: none when it is right. */
export function keyErrors(key: { readonly success: boolean }) {
  const message = "is needed: 8 to 200 visible ASCII characters, new for every new top-up";
  return key.success ? [] : [{ field: "Idempotency-Key", message }];
}
