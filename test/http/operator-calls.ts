/** Calls of operators' routes, each with the scope that it needs. */
import type { Scope } from "../../src/domain/operator/scope.ts";

export interface Call {
  readonly route: string;
  readonly scope: Scope;
  readonly path: (topUpId: string) => string;
  readonly body?: unknown;
  readonly method?: "PUT";
  /** What a key of another brand gets; by default `not_found`. */
  readonly otherBrand?: "not_found" | "forbidden" | "invalid_request" | "an answer without it";
}
const why = { reason: "asked" };
const WEBHOOK = "/operator/webhooks/:endpoint_id";

/** Those of webhooks; `endpointOf`: the id of one that is there. */
export function webhookCalls(endpointOf: () => string): readonly Call[] {
  const endpointPath = () => `/operator/webhooks/${endpointOf()}`;
  return [
    {
      route: "GET /operator/webhooks",
      scope: "webhooks:read",
      path: () => "/operator/webhooks",
      otherBrand: "an answer without it",
    },
    {
      route: "POST /operator/webhooks",
      scope: "webhooks:write",
      path: () => "/operator/webhooks",
      body: { ...why, url: "https://hooks.example.org/in", types: ["*"] },
      otherBrand: "invalid_request",
    },
    ...(["rotate", "enable", "disable"] as const).map((operation) => ({
      route: `POST ${WEBHOOK}/${operation}`,
      scope: "webhooks:write" as const,
      path: () => `${endpointPath()}/${operation}`,
      body: why,
    })),
    {
      route: `POST ${WEBHOOK}/test`,
      scope: "webhooks:write",
      path: () => `${endpointPath()}/test`,
      body: {},
    },
    {
      route: `GET ${WEBHOOK}/deliveries`,
      scope: "webhooks:read",
      path: () => `${endpointPath()}/deliveries`,
    },
    {
      route: `POST ${WEBHOOK}/redeliver`,
      scope: "webhooks:write",
      path: () => `${endpointPath()}/redeliver`,
      body: { event_id: `evt_${"1".repeat(26)}` },
    },
  ];
}
