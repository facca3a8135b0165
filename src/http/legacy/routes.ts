import { Hono } from "hono";
import type { HttpEnv } from "../base/http-env.ts";
import { getProvisioningJobRoute } from "./provision.ts";
import { topUpDongleRoute } from "./topup-dongle.ts";
import { getUsageRoute } from "./usage.ts";

/**
 * The routes of the older system (row I1). `/oam` is anonymous as it was, behind the limiter;
 * `/crm` asks for an operator's key. No session, since these callers keep no cookie. No CORS: a
 * page of another site may not read the answers.
 */
export function legacyRoutes(): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  routes.post("/oam/topup_dongle", topUpDongleRoute);
  routes.get("/oam/usage", getUsageRoute);
  routes.get("/crm/provision/provision_id/:id", getProvisioningJobRoute);
  return routes;
}
