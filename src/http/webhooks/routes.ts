import { Hono } from "hono";
import type { HttpEnv } from "../base/http-env.ts";
import { receiveWebhookRoute } from "./stripe.ts";

/** Calls from payment systems; each route checks the signature itself. */
export function webhookRoutes(): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  routes.post("/webhooks/stripe", receiveWebhookRoute);
  return routes;
}
