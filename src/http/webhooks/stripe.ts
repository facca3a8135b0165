import type { Context } from "hono";
import type { System } from "../../app/base/actor.ts";
import { receiveWebhook } from "../../app/payment/receive-webhook.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";

const WEBHOOK: System = { kind: "system", trigger: "webhook" };

/**
 * POST /webhooks/stripe: 200 only when the object knows what the event says. A fault is answered
 * with 500, and Stripe sends the event again.
 */
export async function receiveWebhookRoute(c: Context<HttpEnv>): Promise<Response> {
  const input = {
    rawBody: await c.req.text(),
    signature: c.req.header("Stripe-Signature") ?? "",
  };
  const received = await receiveWebhook(c.get("ports"), WEBHOOK, input);
  return received.ok ? c.json(received.value) : problem(c, received.error);
}
