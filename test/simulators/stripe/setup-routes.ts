import { listPage } from "./lists.ts";
import {
  createDomain,
  findDomain,
  updateDomain,
  validateDomain,
} from "./payment-method-domains.ts";
import type { Call, Route } from "./routes.ts";
import {
  createEndpoint,
  deleteEndpoint,
  findEndpoint,
  updateEndpoint,
  withSecret,
} from "./webhook-endpoints.ts";

const ENDPOINTS = "/v1/webhook_endpoints";
const DOMAINS = "/v1/payment_method_domains";

/** What a deployment is set up with: the account, webhook endpoints, host names for wallets. */
export const SETUP_ROUTES: readonly Route[] = [
  // The cut of the published API has no account.
  {
    method: "POST",
    template: ENDPOINTS,
    run: ({ world, params }) => withSecret(world, createEndpoint(world, params)),
  },
  { method: "GET", template: `${ENDPOINTS}/{id}`, run: (c) => findEndpoint(c.world, c.id) },
  {
    method: "POST",
    template: `${ENDPOINTS}/{id}`,
    run: (c) => updateEndpoint(c.world, c.id, c.params),
  },
  { method: "DELETE", template: `${ENDPOINTS}/{id}`, run: (c) => deleteEndpoint(c.world, c.id) },
  { method: "GET", template: DOMAINS, run: listDomains },
  { method: "POST", template: DOMAINS, run: (c) => createDomain(c.world, c.params) },
  { method: "GET", template: `${DOMAINS}/{id}`, run: (c) => findDomain(c.world, c.id) },
  {
    method: "POST",
    template: `${DOMAINS}/{id}`,
    run: (c) => updateDomain(c.world, c.id, c.params),
  },
  {
    method: "POST",
    template: `${DOMAINS}/{id}/validate`,
    run: (c) => validateDomain(c.world, c.id),
  },
];

function listDomains({ world, params }: Call) {
  const { domain_name: name, enabled } = params;
  return listPage(params, {
    url: DOMAINS,
    items: world.domains.items,
    matches: (domain) =>
      (name === undefined || domain.domain_name === name) &&
      (enabled === undefined || domain.enabled === enabled),
    place: (id) => world.domains.place(id),
  });
}
