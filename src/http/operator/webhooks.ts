import type { Context } from "hono";
import { refusal } from "../../app/base/refusal.ts";
import type { CalledEndpoint, EndpointChange } from "../../app/ports/webhook-endpoints.ts";
import { addWebhook } from "../../app/webhook-out/add-webhook.ts";
import { disableEndpoint } from "../../app/webhook-out/disable-endpoint.ts";
import { enableEndpoint } from "../../app/webhook-out/enable-endpoint.ts";
import { listDeliveries } from "../../app/webhook-out/list-deliveries.ts";
import { listWebhooks } from "../../app/webhook-out/list-webhooks.ts";
import { redeliverEvent } from "../../app/webhook-out/redeliver-event.ts";
import { rotateSecret } from "../../app/webhook-out/rotate-secret.ts";
import { testEndpoint } from "../../app/webhook-out/test-endpoint.ts";
import type { unresolvedQuery } from "../../contract/operator.ts";
import {
  type ChangedEndpointJson,
  type DeliveriesJson,
  type DueEventJson,
  type EndpointJson,
  type EndpointsJson,
  type EndpointWithSecretJson,
  endpointOrder,
  endpointReason,
  redeliverOrder,
  rotateEndpointOrder,
} from "../../contract/operator-webhooks.ts";
import { isId } from "../../domain/base/ids.ts";
import { operatorOf } from "../base/actors.ts";
import { readJson, readNothing } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { iso } from "../base/iso.ts";
import { problem } from "../base/problem.ts";
import type { Queried } from "../base/query.ts";

/** GET /operator/webhooks: the endpoints that the key may see. */
export async function listWebhooksRoute(c: Context<HttpEnv>): Promise<Response> {
  const listed = await listWebhooks(c.get("ports"), operatorOf(c));
  if (!listed.ok) return problem(c, listed.error);
  const answer: EndpointsJson = {
    endpoints: listed.value.map(({ endpoint, change }) => endpointJson(c, endpoint, change)),
  };
  return c.json(answer);
}

/** POST /operator/webhooks: a new endpoint, with its secret. */
export async function addWebhookRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, endpointOrder);
  if (!body.ok) return problem(c, body.error);
  const input = { ...body.value, brand: body.value.brand ?? null };
  const made = await addWebhook(c.get("ports"), operatorOf(c), input);
  if (!made.ok) return problem(c, made.error);
  const { endpoint, secret } = made.value;
  const answer: EndpointWithSecretJson = { endpoint: endpointJson(c, endpoint, null), secret };
  return c.json(answer, 201);
}

/** POST /operator/webhooks/{endpoint_id}/rotate: a new secret beside the one before. */
export async function rotateSecretRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, rotateEndpointOrder);
  if (!body.ok) return problem(c, body.error);
  const { reason, overlap_hours: overlapHours } = body.value;
  const endpointId = endpointIdOf(c);
  const made = endpointId
    ? await rotateSecret(c.get("ports"), operatorOf(c), { endpointId, overlapHours, reason })
    : refusal("not_found");
  if (!made.ok) return problem(c, made.error);
  const { endpoint, secret } = made.value;
  const answer: EndpointWithSecretJson = { endpoint: endpointJson(c, endpoint, null), secret };
  return c.json(answer, 201);
}

/** POST …/enable: it is called again. */
export const enableEndpointRoute = (c: Context<HttpEnv>) => switchBy(c, enableEndpoint);
/** POST …/disable: it is not called any more. */
export const disableEndpointRoute = (c: Context<HttpEnv>) => switchBy(c, disableEndpoint);

async function switchBy(
  c: Context<HttpEnv>,
  useCase: typeof enableEndpoint | typeof disableEndpoint,
): Promise<Response> {
  const body = await readJson(c, endpointReason);
  if (!body.ok) return problem(c, body.error);
  const endpointId = endpointIdOf(c);
  const input = endpointId && { endpointId, reason: body.value.reason };
  const done = input ? await useCase(c.get("ports"), operatorOf(c), input) : refusal("not_found");
  if (!done.ok) return problem(c, done.error);
  const answer: ChangedEndpointJson = { endpoint: endpointJson(c, done.value, null) };
  return c.json(answer);
}

/** GET …/deliveries, `?limit=`: the newest tries. */
export async function listDeliveriesRoute(c: Queried<typeof unresolvedQuery>): Promise<Response> {
  const { limit } = c.req.valid("query");
  const endpointId = endpointIdOf(c);
  const listed = endpointId
    ? await listDeliveries(c.get("ports"), operatorOf(c), { endpointId, limit })
    : refusal("not_found");
  if (!listed.ok) return problem(c, listed.error);
  const answer: DeliveriesJson = {
    deliveries: listed.value.map(({ eventId, type, attempt, outcome, status, tookMs, ...one }) => ({
      event_id: eventId,
      type,
      attempt,
      outcome,
      status,
      took_ms: tookMs,
      at: iso(one.at),
      next_at: one.nextAt === null ? null : iso(one.nextAt),
    })),
  };
  return c.json(answer);
}

/** POST …/redeliver: an event once more. */
export async function redeliverEventRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, redeliverOrder);
  if (!body.ok) return problem(c, body.error);
  const { event_id: eventId } = body.value;
  const endpointId = endpointIdOf(c);
  const done =
    endpointId && isId("evt", eventId)
      ? await redeliverEvent(c.get("ports"), operatorOf(c), { endpointId, eventId })
      : refusal("not_found");
  if (!done.ok) return problem(c, done.error);
  const answer: DueEventJson = { event_id: eventId };
  return c.json(answer, 202);
}

/** POST …/test: an event that only this endpoint gets. */
export async function testEndpointRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readNothing(c);
  if (!body.ok) return problem(c, body.error);
  const endpointId = endpointIdOf(c);
  const done = endpointId
    ? await testEndpoint(c.get("ports"), operatorOf(c), { endpointId })
    : refusal("not_found");
  if (!done.ok) return problem(c, done.error);
  const answer: DueEventJson = { event_id: done.value.eventId };
  return c.json(answer, 202);
}

function endpointIdOf(c: Context<HttpEnv>) {
  const id = c.req.param("endpoint_id");
  return isId("whe", id) ? id : null;
}

function endpointJson(
  c: Context<HttpEnv>,
  endpoint: CalledEndpoint,
  change: EndpointChange | null,
): EndpointJson {
  const now = c.get("ports").clock.now();
  const { id, url, description, types, brand, enabled, secrets, createdAt } = endpoint;
  return {
    id,
    url,
    description,
    types: [...types],
    brand,
    enabled,
    disabled_because: endpoint.disabledBecause,
    failing_since: endpoint.failingSince === null ? null : iso(endpoint.failingSince),
    secrets: secrets.filter(({ until }) => until === null || until > now).length,
    created_at: iso(createdAt),
    created_by: endpoint.createdBy,
    last_change: change && { ...change, at: iso(change.at) },
  };
}
