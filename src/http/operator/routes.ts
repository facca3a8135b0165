import { Hono } from "hono";
import { findQuery, unresolvedQuery } from "../../contract/operator.ts";
import { browseQuery } from "../../contract/operator-lists.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { query } from "../base/query.ts";
import {
  approveOrderRoute,
  listApprovalsRoute,
  rejectOrderRoute,
  retractOrderRoute,
} from "./approvals.ts";
import { getBrandRoute, listBrandsRoute, setBrandRoute } from "./brands.ts";
import { browseTopUpsRoute } from "./browse-top-ups.ts";
import { checkReadinessRoute } from "./check-readiness.ts";
import { findTopUpRoute } from "./find-top-up.ts";
import { getEvidenceRoute } from "./get-evidence.ts";
import { createKeyRoute, listKeysRoute, revokeKeyRoute, rotateKeyRoute } from "./keys.ts";
import { linkRoute } from "./links.ts";
import { listUnresolvedRoute } from "./list-unresolved.ts";
import { erasePayerRoute, findPayerRoute, resealPayersRoute } from "./payers.ts";
import { reprojectRoute } from "./reproject.ts";
import {
  approveTopUpRoute,
  confirmCreditedRoute,
  recordManualRefundRoute,
  redriveTopUpRoute,
  refundTopUpRoute,
  rejectTopUpRoute,
  unblockPayerRoute,
} from "./top-up.ts";
import {
  addWebhookRoute,
  disableEndpointRoute,
  enableEndpointRoute,
  listDeliveriesRoute,
  listWebhooksRoute,
  redeliverEventRoute,
  rotateSecretRoute,
  testEndpointRoute,
} from "./webhooks.ts";

/** What an operator reads and does, over HTTP. The key is checked before them. */
export function operatorRoutes(): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  const topUp = "/operator/top-ups/:service_id/:top_up_id";
  routes.get("/readyz", checkReadinessRoute);
  routes.get("/operator/unresolved", query(unresolvedQuery), listUnresolvedRoute);
  routes.post("/operator/links", linkRoute);
  routes.get("/operator/find", query(findQuery), findTopUpRoute);
  routes.post("/operator/reproject", reprojectRoute);
  routes.get("/operator/approvals", query(unresolvedQuery), listApprovalsRoute);
  routes.get("/operator/brands", listBrandsRoute);
  routes.get("/operator/brands/:brand_id", getBrandRoute);
  routes.post("/operator/brands/:brand_id", setBrandRoute);
  routes.get("/operator/keys", listKeysRoute);
  routes.post("/operator/keys", createKeyRoute);
  routes.post("/operator/keys/:key_id/rotate", rotateKeyRoute);
  routes.post("/operator/keys/:key_id/revoke", revokeKeyRoute);
  routes.post("/operator/payers/find", findPayerRoute);
  routes.post("/operator/payers/reseal", resealPayersRoute);
  routes.post("/operator/payers/:payer_id/erase", erasePayerRoute);
  routes.get("/operator/top-ups", query(browseQuery), browseTopUpsRoute);
  routes.get(topUp, getEvidenceRoute);
  routes.post(`${topUp}/confirm`, confirmCreditedRoute);
  routes.post(`${topUp}/refund`, refundTopUpRoute);
  routes.post(`${topUp}/approve-top-up`, approveTopUpRoute);
  routes.post(`${topUp}/reject-top-up`, rejectTopUpRoute);
  routes.post(`${topUp}/redrive`, redriveTopUpRoute);
  routes.post(`${topUp}/unblock`, unblockPayerRoute);
  routes.post(`${topUp}/approve`, approveOrderRoute);
  routes.post(`${topUp}/reject`, rejectOrderRoute);
  routes.post(`${topUp}/retract`, retractOrderRoute);
  routes.post(`${topUp}/manual-refund`, recordManualRefundRoute);
  const webhook = "/operator/webhooks/:endpoint_id";
  routes.get("/operator/webhooks", listWebhooksRoute);
  routes.post("/operator/webhooks", addWebhookRoute);
  routes.post(`${webhook}/rotate`, rotateSecretRoute);
  routes.post(`${webhook}/enable`, enableEndpointRoute);
  routes.post(`${webhook}/disable`, disableEndpointRoute);
  routes.post(`${webhook}/test`, testEndpointRoute);
  routes.get(`${webhook}/deliveries`, query(unresolvedQuery), listDeliveriesRoute);
  routes.post(`${webhook}/redeliver`, redeliverEventRoute);
  return routes;
}
