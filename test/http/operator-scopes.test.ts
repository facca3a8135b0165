/** Every route of an operator: what its key needs, and that other brands are as if not there. */
import { beforeEach, describe, expect, test } from "vitest";
import { type TopUpId, toId } from "../../src/domain/base/ids.ts";
import type { Brands } from "../../src/domain/operator/brands.ts";
import {
  type OperatorRole,
  ROLES,
  type Scope,
  scopesOfRole,
} from "../../src/domain/operator/scope.ts";
import { dongle, NOW, SERVICE_ID } from "../app/test-backend.ts";
import { endpointAt } from "../app/webhook-world.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { intentOf, pathOf, pressPay } from "./journey.ts";
import { type Call, webhookCalls } from "./operator-calls.ts";
import { problemOf, TestApp } from "./test-app.ts";

const why = { reason: "asked" };
const topUp = (id: string) => `/operator/top-ups/${SERVICE_ID}/${id}`;
const TOP_UP = "/operator/top-ups/:service_id/:top_up_id";
const link = (action: string) => ({ action, service_id: SERVICE_ID, ...why });
const { crm } = OPERATORS;
const SERVICES = "/api/operator/services";
const service = (account: string) => ({
  brand: "default",
  kind: "hotspot_dongle",
  label: "Another label",
  status: "closed",
  imsi: null,
  msisdn: null,
  account: { ...dongle.account, account },
  time_zone: "Australia/Sydney",
  networks: [],
});

let endpoint = "";

const CALLS: readonly Call[] = [
  {
    route: "GET /readyz",
    scope: "deployment:check",
    path: () => "/readyz",
    otherBrand: "forbidden",
  },
  {
    route: "GET /operator/unresolved",
    scope: "top_ups:read",
    path: () => "/operator/unresolved",
    otherBrand: "an answer without it",
  },
  {
    route: "GET /operator/top-ups",
    scope: "top_ups:read",
    path: () => "/operator/top-ups",
    otherBrand: "an answer without it",
  },
  {
    route: "GET /operator/find",
    scope: "top_ups:read",
    path: (id) => `/operator/find?top_up=${id}`,
  },
  ...(["print", "rotate", "revoke"] as const).map((action) => ({
    route: "POST /operator/links",
    scope: action === "print" ? ("links:print" as const) : ("links:change" as const),
    path: () => "/operator/links",
    body: link(action),
  })),
  {
    route: "POST /operator/reproject",
    scope: "projection:rebuild",
    path: () => "/operator/reproject",
    body: { ...why, service_id: SERVICE_ID },
  },
  {
    route: "POST /operator/reproject",
    scope: "projection:rebuild",
    path: () => "/operator/reproject",
    body: why,
    otherBrand: "forbidden",
  },
  {
    route: "GET /operator/brands",
    scope: "brands:read",
    path: () => "/operator/brands",
    otherBrand: "an answer without it",
  },
  {
    route: "GET /operator/brands/:brand_id",
    scope: "brands:read",
    path: () => "/operator/brands/default",
  },
  {
    route: "POST /operator/brands/:brand_id",
    scope: "brands:write",
    path: () => "/operator/brands/default",
    body: { ...why, set: { name: "Heron" } },
  },
  {
    route: "GET /operator/keys",
    scope: "keys:manage",
    path: () => "/operator/keys",
    otherBrand: "an answer without it",
  },
  {
    route: "POST /operator/keys",
    scope: "keys:manage",
    path: () => "/operator/keys",
    body: { person: "zoe", name: "Zoe", role: "viewer" },
    otherBrand: "invalid_request",
  },
  {
    route: "POST /operator/keys/:key_id/rotate",
    scope: "keys:manage",
    path: () => `/operator/keys/${crm.key.id}/rotate`,
    body: {},
  },
  {
    route: "POST /operator/keys/:key_id/revoke",
    scope: "keys:manage",
    path: () => `/operator/keys/${crm.key.id}/revoke`,
    body: why,
  },
  {
    route: "POST /operator/payers/find",
    scope: "evidence:read",
    path: () => "/operator/payers/find",
    body: { email: "anna@example.com" },
    otherBrand: "an answer without it",
  },
  {
    route: "POST /operator/payers/:payer_id/erase",
    scope: "payers:erase",
    path: (id) => `/operator/payers/pay_${id.slice(4)}/erase`,
    body: why,
  },
  {
    route: "POST /operator/payers/reseal",
    scope: "payers:reseal",
    path: () => "/operator/payers/reseal",
    body: {},
    otherBrand: "forbidden",
  },
  {
    route: "GET /operator/approvals",
    scope: "approvals:read",
    path: () => "/operator/approvals",
    otherBrand: "an answer without it",
  },
  {
    route: `POST ${TOP_UP}/approve`,
    scope: "approvals:give",
    path: (id) => `${topUp(id)}/approve`,
    body: { approval_id: `apr_${"0".repeat(26)}_1` },
  },
  ...(["reject", "retract"] as const).map((operation) => ({
    route: `POST ${TOP_UP}/${operation}`,
    scope: operation === "reject" ? ("approvals:give" as const) : ("approvals:retract" as const),
    path: (id: string) => `${topUp(id)}/${operation}`,
    body: { approval_id: `apr_${"0".repeat(26)}_1`, ...why },
  })),
  { route: `GET ${TOP_UP}`, scope: "evidence:read", path: topUp },
  ...(["confirm", "refund", "redrive"] as const).map((operation) => ({
    route: `POST ${TOP_UP}/${operation}`,
    scope: `top_ups:${operation}` as const,
    path: (id: string) => `${topUp(id)}/${operation}`,
    body: why,
  })),
  ...(["approve-top-up", "reject-top-up"] as const).map((operation) => ({
    route: `POST ${TOP_UP}/${operation}`,
    scope: "top_ups:review" as const,
    path: (id: string) => `${topUp(id)}/${operation}`,
    body: why,
  })),
  {
    route: `POST ${TOP_UP}/unblock`,
    scope: "payers:unblock",
    path: (id) => `${topUp(id)}/unblock`,
    body: why,
  },
  {
    route: `POST ${TOP_UP}/manual-refund`,
    scope: "top_ups:refund_manually",
    path: (id) => `${topUp(id)}/manual-refund`,
    body: { ...why, reference: "IBAN" },
  },
  ...webhookCalls(() => endpoint),
  {
    route: `GET ${SERVICES}/:service_uuid`,
    scope: "services:read",
    path: () => `${SERVICES}/${dongle.serviceUuid}`,
  },
  {
    route: `PUT ${SERVICES}/:service_uuid`,
    scope: "services:write",
    method: "PUT",
    path: () => `${SERVICES}/${dongle.serviceUuid}`,
    body: service(dongle.account.account),
  },
  {
    route: `PUT ${SERVICES}/:service_uuid`,
    scope: "services:write",
    method: "PUT",
    path: () => `${SERVICES}/7d9f0c1e-0000-4000-8000-000000000077`,
    body: service("another"),
    otherBrand: "invalid_request",
  },
  {
    route: "GET /api/operator/top-ups",
    scope: "top_ups:read",
    path: () => `/api/operator/top-ups?service_uuid=${dongle.serviceUuid}`,
    otherBrand: "an answer without it",
  },
  {
    route: "GET /api/operator/export/services",
    scope: "exports:make",
    path: () => "/api/operator/export/services",
    otherBrand: "forbidden",
  },
  {
    route: "GET /api/operator/export/services/:service_id",
    scope: "exports:make",
    path: () => `/api/operator/export/services/${SERVICE_ID}`,
  },
  {
    route: "GET /crm/provision/provision_id/:id",
    scope: "top_ups:read",
    path: () => "/crm/provision/provision_id/1000001",
  },
];
const named = CALLS.map(
  (call) => [`${call.route} ${JSON.stringify(call.body ?? "")}`, call] as const,
);

let app: TestApp;
let topUpId: string;
beforeEach(async () => {
  app = new TestApp();
  const created = await pressPay(app);
  app.backend.stripe.pay(intentOf(created));
  await app.post(`${pathOf(created)}/sync`);
  topUpId = created.top_up.id;
  const id = toId("top", topUpId);
  endpoint = (await endpointAt(app.backend.ports, "https://hooks.example.net/")).endpoint.id;
  await app.backend.links.currentOrNew({ serviceId: SERVICE_ID, linkId: `lnk_${"1".repeat(26)}` });
  app.backend.jobs.rows.set(1_000_001, {
    provisionId: 1_000_001,
    topUpId: id,
    serviceId: SERVICE_ID,
    brand: "default",
    playbook: "play_topup_hotspot",
    status: 1,
    outcome: "",
    steps: [],
    startedAt: NOW,
    endedAt: null,
  });
});

const listed = (id: TopUpId) => ({
  topUpId: id,
  serviceId: SERVICE_ID,
  serviceUuid: dongle.serviceUuid,
  state: "paid" as const,
  quantity: 7,
  price: { minor: 7000, currency: "usd" },
  intentId: "pi_1" as const,
  transactionId: "TXN-1000001",
  brand: "default",
  timeZone: "Australia/Sydney",
  decline: null,
  requestedAt: NOW,
  paidAt: NOW,
});

/** One call with Olga's token, whose key has this role and these brands. */
function callAs(call: Call, role: OperatorRole, brands: Brands = "all"): Promise<Response> {
  app.backend.operatorKeys.change(OPERATORS.olga.key.id, { role, brands });
  const headers = { Authorization: `Bearer ${OPERATORS.olga.token}` };
  const { method, body } = call;
  return app.call(call.path(topUpId), { headers, ...(method && { method }), body });
}
const may = (role: OperatorRole, scope: Scope) => scopesOfRole(role).includes(scope);
const roleWith = (scope: Scope) => ROLES.find((role) => may(role, scope)) ?? "viewer";

/** Paths in front of which `createApp` asks for a key. */
const BEHIND_KEYS = /^\/(operator|api\/operator|crm|readyz)(\/|$)/;

test("every route with a key is here", () => {
  const behindKeys = app.hono.routes
    .filter(({ method, path }) => method !== "ALL" && BEHIND_KEYS.test(path))
    .map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(CALLS.map(({ route }) => route))].sort()).toEqual(
    [...new Set(behindKeys)].sort(),
  );
});

describe.each(named)("%s", (_name, call) => {
  test("every role without its scope is refused, and told the scope", async () => {
    for (const role of ROLES) {
      const answer = await callAs(call, role);
      if (may(role, call.scope)) {
        expect(answer.status, role).not.toBe(403);
      } else if (call.route.includes("/crm/")) {
        expect(answer.status, role).toBe(403);
      } else {
        const problem = await problemOf(answer);
        expect(problem, role).toMatchObject({ code: "forbidden", scope: call.scope });
      }
    }
  });

  test("a key of another brand: as if it were not there, and nothing happens", async () => {
    app.backend.unresolved = [
      {
        serviceId: SERVICE_ID,
        topUpId: toId("top", topUpId),
        state: "paid",
        since: NOW,
        findings: [],
      },
    ];
    app.backend.listed = [listed(toId("top", topUpId))];
    const before = await app.backend.object.port.getEvidence({ topUpId: toId("top", topUpId) });
    const answer = await callAs(call, roleWith(call.scope), ["south"]);
    const text = await answer.text();
    const wanted = call.otherBrand ?? "not_found";
    if (wanted === "an answer without it") {
      expect(answer.status).toBe(200);
      expect(text).not.toContain(SERVICE_ID);
      expect(text).not.toContain(crm.key.id);
    } else {
      expect(text).toContain(call.route.includes("/crm/") ? "Not found" : `"${wanted}"`);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    const after = await app.backend.object.port.getEvidence({ topUpId: toId("top", topUpId) });
    expect(after).toEqual(before);
    expect([app.backend.service, ...app.backend.others]).toEqual([dongle]);
    expect(app.backend.links.rows).toMatchObject([{ version: 1, revoked: false }]);
    expect(app.backend.operatorKeys.rows.get(crm.key.id)).toEqual(crm.key);
  });
});
