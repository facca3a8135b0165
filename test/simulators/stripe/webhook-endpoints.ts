import { API_VERSION, type Endpoint, type Metadata } from "./objects.ts";
import { badRequest, missing } from "./stripe-error.ts";
import type { Params } from "./validate.ts";
import type { World } from "./world.ts";

/** An account has at most so many endpoints (docs.stripe.com/webhooks). */
const MOST = 16;

/** The endpoint without its secret, which only the answer to its creation has. */
export function createEndpoint(world: World, params: Params): Endpoint {
  if (world.endpoints.items.length >= MOST) {
    throw badRequest(`You have reached the maximum of ${MOST} webhook endpoints.`);
  }
  return world.endpoints.add({
    object: "webhook_endpoint",
    id: world.id("we_"),
    created: world.nowSeconds(),
    api_version: typeof params.api_version === "string" ? params.api_version : API_VERSION,
    application: null,
    description: params.description ?? null,
    enabled_events: params.enabled_events,
    livemode: false,
    metadata: (params.metadata ?? {}) as Metadata,
    status: "enabled",
    url: String(params.url),
  });
}

export const withSecret = (world: World, endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  secret: world.id("whsec_", 32),
});

export function findEndpoint(world: World, id: string): Endpoint {
  const endpoint = world.endpoints.get(id);
  if (!endpoint) throw missing("webhook endpoint", id, "id");
  return endpoint;
}

/** Everything but its API version, which stays as it was made. */
export function updateEndpoint(world: World, id: string, params: Params): Endpoint {
  const endpoint = findEndpoint(world, id);
  const { disabled, enabled_events: events, metadata, url, description } = params;
  if (disabled !== undefined) endpoint.status = disabled === true ? "disabled" : "enabled";
  endpoint.metadata = { ...endpoint.metadata, ...(metadata as Metadata | undefined) };
  const given = { enabled_events: events, url, description };
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.assign(endpoint, Object.fromEntries(set));
}

export function deleteEndpoint(world: World, id: string) {
  const { object } = findEndpoint(world, id);
  world.endpoints.remove(id);
  return { object, id, deleted: true } as const;
}
