import type { Hono } from "hono";
import type { ErrorPage } from "../base/faults.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { limiter } from "../middleware/limiter.ts";
import { operatorToken } from "../middleware/operator-token.ts";
import { legacyRefusal } from "./answer.ts";
import { getProvisioningJobRoute } from "./provision.ts";
import { topUpDongleRoute } from "./topup-dongle.ts";
import { usageRoute } from "./usage.ts";

/**
 * The legacy routes (row I1). Anonymous as they were, behind the limiter; no session, since these
 * callers keep no cookie. No CORS: another site's page may not read them.
 */
export function legacyRoutes(app: Hono<HttpEnv>, errorPage: ErrorPage): void {
  app.use("/oam/*", limiter(errorPage, "systems"));
  app.post("/oam/topup_dongle", topUpDongleRoute);
  app.get("/oam/usage", usageRoute);
  app.use(
    "/crm/*",
    operatorToken((c) => legacyRefusal(c, "unauthorized")),
  );
  app.get("/crm/provision/provision_id/:id", getProvisioningJobRoute);
}
