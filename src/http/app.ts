import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { methodNotAllowed } from "hono/method-not-allowed";
import type { Log } from "../app/ports/log.ts";
import type { FieldError } from "../contract/parse.ts";
import type { ErrorCode } from "../domain/base/errors.ts";
import type { OpenSocket } from "./api/open-socket.ts";
import { aboutRoutes, apiRoutes } from "./api/routes.ts";
import { faulted, type RefuseRequest } from "./base/faults.ts";
import type { HttpEnv } from "./base/http-env.ts";
import { setPagePolicy } from "./base/page-policy.ts";
import { isApiPath, isLegacyPath } from "./base/paths.ts";
import { problem } from "./base/problem.ts";
import { legacyRefusal } from "./legacy/answer.ts";
import { legacyRoutes } from "./legacy/routes.ts";
import { hostBrand } from "./middleware/host-brand.ts";
import { httpsOnly } from "./middleware/https-only.ts";
import { keyLimiter } from "./middleware/key-limiter.ts";
import { keyOrAnonymous } from "./middleware/key-or-anonymous.ts";
import { limiter } from "./middleware/limiter.ts";
import { noStore } from "./middleware/no-store.ts";
import { operatorKey } from "./middleware/operator-key.ts";
import { type ContextSources, requestContext } from "./middleware/request-context.ts";
import { sameOrigin } from "./middleware/same-origin.ts";
import { securityHeaders } from "./middleware/security-headers.ts";
import { session } from "./middleware/session.ts";
import { operatorApiRoutes } from "./operator/api/routes.ts";
import { operatorRoutes } from "./operator/routes.ts";
import { sendRefusal } from "./portal/page.tsx";
import { portalRoutes } from "./portal/routes.ts";
import { webhookRoutes } from "./webhooks/routes.ts";

const KIB = 1024;
const BODY_MAX_BYTES = 64 * KIB;
const WEBHOOK_MAX_BYTES = 256 * KIB;

/** What only `compose` can make. */
export interface HttpDeps extends ContextSources {
  readonly openSocket: OpenSocket;
  readonly log: Log;
}

/** All routes: webhooks, operator, legacy, native API, portal. */
export function createApp({ openSocket, log, ...sources }: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.onError(faulted(log, refuseRequest));
  app.notFound((c) => refuseRequest(c, "not_found"));
  app.use(securityHeaders(), requestContext(sources), httpsOnly());
  for (const path of ["/operator/*", "/readyz", "/api/operator/*", "/crm/*"]) {
    app.use(path, noStore());
  }
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        c.header("Allow", methods.join(", "));
        return refuseRequest(c, "method_not_allowed");
      },
    }),
  );
  limitBodies(app);
  app.route("/", webhookRoutes());
  for (const path of ["/operator/*", "/readyz"]) {
    app.use(path, operatorKey(refuseOperator), keyLimiter(refuseOperator));
  }
  app.route("/", operatorRoutes());
  const operatorApi = operatorApiRoutes();
  app.use("/api/operator/*", operatorKey(refuseOperator), keyLimiter(refuseOperator));
  app.route("/", operatorApi);
  const api = apiRoutes(openSocket);
  app.route("/", aboutRoutes([api, operatorApi]));
  app.use("/oam/*", keyOrAnonymous(legacyRefusal, limiter(refuseRequest, "systems")));
  app.use("/crm/*", operatorKey(legacyRefusal), keyLimiter(legacyRefusal));
  app.route("/", legacyRoutes());
  // A shop's server with a key calls for all of its customers: it is limited by its key alone.
  app.use(
    "/api/payment-intents",
    keyOrAnonymous(refuseRequest, (_, next) => next()),
  );
  app.use(sameOrigin(refuseRequest), session(), limiter(refuseRequest), hostBrand());
  app.route("/", api);
  app.use(async (c, next) => {
    if (!isApiPath(c.req.path)) setPagePolicy(c);
    await next();
  });
  app.route("/", portalRoutes());
  return app;
}

const refuseOperator: RefuseRequest = (c, code) => problem(c, { code });

/** A refusal in the form that the caller of this path expects. */
function refuseRequest(
  c: Context<HttpEnv>,
  code: ErrorCode,
  errors: readonly FieldError[] = [],
): Response | Promise<Response> {
  if (isLegacyPath(c.req.path)) return legacyRefusal(c, code);
  const acceptsPage = c.req.header("Accept")?.includes("text/html") ?? false;
  // An invalid configuration leaves no ports, and no page can be drawn without them.
  const getsPage = acceptsPage && !isApiPath(c.req.path) && c.get("ports") !== undefined;
  if (!getsPage) return problem(c, { code, ...(errors.length > 0 && { errors }) });
  setPagePolicy(c);
  return sendRefusal(c, code, "/");
}

function limitBodies(app: Hono<HttpEnv>): void {
  app.use(async (c, next) => {
    const maxSize = c.req.path.startsWith("/webhooks/") ? WEBHOOK_MAX_BYTES : BODY_MAX_BYTES;
    const onError = () => refuseRequest(c, "body_too_large");
    return bodyLimit({ maxSize, onError })(c, next);
  });
}
