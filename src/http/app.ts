import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { methodNotAllowed } from "hono/method-not-allowed";
import type { Log } from "../app/ports/log.ts";
import type { Ports } from "../app/ports/ports.ts";
import type { Env } from "../config/env.ts";
import { serviceQuery } from "../contract/api.ts";
import { findQuery, unresolvedQuery } from "../contract/operator.ts";
import { healthRoute, openApiRoute } from "./api/about.ts";
import { identifyRoute } from "./api/identify.ts";
import { requestPaymentRoute } from "./api/payment-intents.ts";
import { quoteRoute } from "./api/quotes.ts";
import { getServiceRoute } from "./api/service.ts";
import { type OpenSocket, socketRoute } from "./api/socket.ts";
import {
  cancelTopUpRoute,
  getTopUpRoute,
  requestRefundRoute,
  syncTopUpRoute,
} from "./api/top-up.ts";
import { requestTopUpRoute } from "./api/top-ups.ts";
import { type ErrorPage, faulted, isApiPath, refuseRequest } from "./base/faults.ts";
import type { HttpEnv } from "./base/http-env.ts";
import { query } from "./base/query.ts";
import { legacyRoutes } from "./legacy/routes.ts";
import { limiter } from "./middleware/limiter.ts";
import { operatorToken } from "./middleware/operator-token.ts";
import { requestContext } from "./middleware/request-context.ts";
import { securityHeaders, setPagePolicy } from "./middleware/security-headers.ts";
import { session } from "./middleware/session.ts";
import { linkRoute } from "./operator/links.ts";
import { findTopUpRoute, getEvidenceRoute, listUnresolvedRoute } from "./operator/queries.ts";
import { reprojectRoute } from "./operator/reproject.ts";
import {
  confirmCreditedRoute,
  recordManualRefundRoute,
  redriveTopUpRoute,
  refundTopUpRoute,
} from "./operator/top-up.ts";
import { sendRefusal } from "./portal/page.tsx";
import { portalDeps } from "./portal/portal-deps.ts";
import { portalRoutes } from "./portal/routes.ts";
import { receiveWebhookRoute } from "./webhooks/stripe.ts";

const KIB = 1024;
const BODY_MAX = 64 * KIB;
const WEBHOOK_MAX = 256 * KIB;

/** What only `compose` can make. */
export interface HttpDeps {
  readonly portsOf: (env: Env) => Ports;
  readonly openSocket: OpenSocket;
  readonly log: Log;
}

/** The HTTP doors: portal, native API, webhooks, operator. */
export function createApp({ portsOf, openSocket, log }: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const errorPage: ErrorPage = (c, code) => {
    setPagePolicy(c);
    return sendRefusal(c, portalDeps(c), code, "/");
  };
  app.onError(faulted(log, errorPage));
  app.notFound((c) => refuseRequest(c, "not_found", errorPage));
  app.use(securityHeaders(), requestContext(portsOf));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        c.header("Allow", methods.join(", "));
        return refuseRequest(c, "method_not_allowed", errorPage);
      },
    }),
  );
  limitBodies(app, errorPage);
  webhookRoutes(app);
  operatorRoutes(app);
  aboutRoutes(app);
  legacyRoutes(app, errorPage);
  app.use(session(), limiter(errorPage));
  apiRoutes(app, openSocket);
  app.use(async (c, next) => {
    if (!isApiPath(c.req.path)) setPagePolicy(c);
    await next();
  });
  app.route("/", portalRoutes(portalDeps));
  return app;
}

function limitBodies(app: Hono<HttpEnv>, errorPage: ErrorPage): void {
  app.use(async (c, next) => {
    const maxSize = c.req.path.startsWith("/webhooks/") ? WEBHOOK_MAX : BODY_MAX;
    const onError = () => refuseRequest(c, "body_too_large", errorPage);
    return bodyLimit({ maxSize, onError })(c, next);
  });
}

function webhookRoutes(app: Hono<HttpEnv>): void {
  app.post("/webhooks/stripe", receiveWebhookRoute);
}

function aboutRoutes(app: Hono<HttpEnv>): void {
  app.get("/api/openapi.json", openApiRoute);
  app.get("/api/health", healthRoute);
}

function apiRoutes(app: Hono<HttpEnv>, openSocket: OpenSocket): void {
  const topUp = "/api/top-ups/:service_id/:top_up_id";
  app.get("/api/service", query(serviceQuery), getServiceRoute);
  app.post("/api/identify", identifyRoute);
  app.post("/api/quotes", quoteRoute);
  app.post("/api/top-ups", requestTopUpRoute);
  app.post("/api/payment-intents", requestPaymentRoute);
  app.get(topUp, getTopUpRoute);
  app.post(`${topUp}/sync`, syncTopUpRoute);
  app.post(`${topUp}/cancel`, cancelTopUpRoute);
  app.post(`${topUp}/refund`, requestRefundRoute);
  app.get(`${topUp}/socket`, socketRoute(openSocket));
}

function operatorRoutes(app: Hono<HttpEnv>): void {
  const topUp = "/operator/top-ups/:service_id/:top_up_id";
  app.use("/operator/*", operatorToken());
  app.get("/operator/unresolved", query(unresolvedQuery, "operator"), listUnresolvedRoute);
  app.post("/operator/links", linkRoute);
  app.get("/operator/find", query(findQuery, "operator"), findTopUpRoute);
  app.post("/operator/reproject", reprojectRoute);
  app.get(topUp, getEvidenceRoute);
  app.post(`${topUp}/confirm`, confirmCreditedRoute);
  app.post(`${topUp}/refund`, refundTopUpRoute);
  app.post(`${topUp}/redrive`, redriveTopUpRoute);
  app.post(`${topUp}/manual-refund`, recordManualRefundRoute);
}
