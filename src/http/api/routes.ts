import { Hono } from "hono";
import { serviceQuery } from "../../contract/api.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { query } from "../base/query.ts";
import { healthRoute, openApiRoute } from "./about.ts";
import { identifyRoute } from "./identify.ts";
import { requestPaymentIntentRoute } from "./payment-intents.ts";
import { quoteRoute } from "./quotes.ts";
import { getServiceRoute } from "./service.ts";
import { type OpenSocket, openSocketRoute } from "./socket.ts";
import { cancelTopUpRoute, getTopUpRoute, requestRefundRoute, syncTopUpRoute } from "./top-up.ts";
import { requestTopUpRoute } from "./top-ups.ts";

/** What the API says of itself: for monitors and tools, without session and limiter. */
export function aboutRoutes(): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  routes.get("/api/openapi.json", openApiRoute);
  routes.get("/api/health", healthRoute);
  return routes;
}

/** The native API: for the portal's script, for apps and for a merchant's own page. */
export function apiRoutes(openSocket: OpenSocket): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  const topUp = "/api/top-ups/:service_id/:top_up_id";
  routes.get("/api/service", query(serviceQuery), getServiceRoute);
  routes.post("/api/identify", identifyRoute);
  routes.post("/api/quotes", quoteRoute);
  routes.post("/api/top-ups", requestTopUpRoute);
  routes.post("/api/payment-intents", requestPaymentIntentRoute);
  routes.get(topUp, getTopUpRoute);
  routes.post(`${topUp}/sync`, syncTopUpRoute);
  routes.post(`${topUp}/cancel`, cancelTopUpRoute);
  routes.post(`${topUp}/refund`, requestRefundRoute);
  routes.get(`${topUp}/socket`, openSocketRoute(openSocket));
  return routes;
}
