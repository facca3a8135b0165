import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { methodNotAllowed } from "hono/method-not-allowed";
import type { Log, Ports } from "../actions/ports.ts";
import { serviceQuery } from "../contract/api.ts";
import { findQuery, unresolvedQuery } from "../contract/operator.ts";
import type { Env } from "../env.ts";
import { getHealth, getOpenApi } from "./api/about.ts";
import { postIdentify } from "./api/identify.ts";
import { postPaymentIntent } from "./api/payment-intents.ts";
import { postQuote } from "./api/quotes.ts";
import { getService } from "./api/service.ts";
import { getSocket, type OpenSocket } from "./api/socket.ts";
import { getTopUp, postCancel, postRefund, postSettle } from "./api/top-up.ts";
import { postTopUp } from "./api/top-ups.ts";
import { compatRoutes } from "./compat/routes.ts";
import { type ErrorPage, faulted, isMachineDoor, refuseRequest } from "./faults.ts";
import type { HttpEnv } from "./http-env.ts";
import { house } from "./middleware/house.ts";
import { limiter } from "./middleware/limiter.ts";
import { operatorToken } from "./middleware/operator-token.ts";
import { securityHeaders, setPagePolicy } from "./middleware/security-headers.ts";
import { session } from "./middleware/session.ts";
import { postConfirm, postOperatorRefund, postPaidBack, postRedrive } from "./operator/act.ts";
import { postLink } from "./operator/links.ts";
import { getEvidence, getFind, getUnresolved } from "./operator/look.ts";
import { postReproject } from "./operator/reproject.ts";
import { sendRefusal } from "./portal/page.tsx";
import { portalRoutes } from "./portal/routes.ts";
import { portalDeps } from "./portal-deps.ts";
import { query } from "./query.ts";
import { postStripe } from "./webhooks/stripe.ts";

const KIB = 1024;
const BODY_MAX = 64 * KIB;
const WEBHOOK_MAX = 256 * KIB;

/** What only `compose` can make. */
export interface HttpDoors {
  readonly portsOf: (env: Env) => Ports;
  readonly openSocket: OpenSocket;
  readonly log: Log;
}

/** The HTTP doors: portal, native API, webhooks, operator. */
export function createApp({ portsOf, openSocket, log }: HttpDoors): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const errorPage: ErrorPage = (c, code) => {
    setPagePolicy(c);
    return sendRefusal(c, portalDeps(c), code, "/");
  };
  app.onError(faulted(log, errorPage));
  app.notFound((c) => refuseRequest(c, "not_found", errorPage));
  app.use(securityHeaders(), house(portsOf));
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
  compatRoutes(app, errorPage);
  app.use(session(), limiter(errorPage));
  apiRoutes(app, openSocket);
  app.use(async (c, next) => {
    if (!isMachineDoor(c.req.path)) setPagePolicy(c);
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
  app.post("/webhooks/stripe", postStripe);
}

function aboutRoutes(app: Hono<HttpEnv>): void {
  app.get("/api/openapi.json", getOpenApi);
  app.get("/api/health", getHealth);
}

function apiRoutes(app: Hono<HttpEnv>, openSocket: OpenSocket): void {
  const topUp = "/api/top-ups/:service_id/:top_up_id";
  app.get("/api/service", query(serviceQuery), getService);
  app.post("/api/identify", postIdentify);
  app.post("/api/quotes", postQuote);
  app.post("/api/top-ups", postTopUp);
  app.post("/api/payment-intents", postPaymentIntent);
  app.get(topUp, getTopUp);
  app.post(`${topUp}/settle`, postSettle);
  app.post(`${topUp}/cancel`, postCancel);
  app.post(`${topUp}/refund`, postRefund);
  app.get(`${topUp}/socket`, getSocket(openSocket));
}

function operatorRoutes(app: Hono<HttpEnv>): void {
  const topUp = "/operator/top-ups/:service_id/:top_up_id";
  app.use("/operator/*", operatorToken());
  app.get("/operator/unresolved", query(unresolvedQuery, "operator"), getUnresolved);
  app.post("/operator/links", postLink);
  app.get("/operator/find", query(findQuery, "operator"), getFind);
  app.post("/operator/reproject", postReproject);
  app.get(topUp, getEvidence);
  app.post(`${topUp}/confirm`, postConfirm);
  app.post(`${topUp}/refund`, postOperatorRefund);
  app.post(`${topUp}/redrive`, postRedrive);
  app.post(`${topUp}/paid-back`, postPaidBack);
}
