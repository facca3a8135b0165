import type { Context } from "hono";
import { refusal } from "../../app/base/refusal.ts";
import { findTopUp } from "../../app/operator/find-top-up.ts";
import { getEvidence } from "../../app/operator/get-evidence.ts";
import { listUnresolved } from "../../app/operator/list-unresolved.ts";
import type {
  EvidenceJson,
  FoundJson,
  findQuery,
  UnresolvedJson,
  unresolvedQuery,
} from "../../contract/operator.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import type { Queried } from "../base/query.ts";
import { topUpRef } from "../base/top-up-ref.ts";

const iso = (at: number): string => new Date(at).toISOString();

/** GET /operator/unresolved, `?limit=`: unfinished and parked top-ups, with open findings. */
export async function listUnresolvedRoute(c: Queried<typeof unresolvedQuery>): Promise<Response> {
  const { limit } = c.req.valid("query");
  const listed = await listUnresolved(c.get("ports"), { limit });
  if (!listed.ok) return problem(c, listed.error, "operator");
  const answer: UnresolvedJson = {
    unresolved: listed.value.map((row) => ({
      service_id: row.serviceId,
      top_up_id: row.topUpId,
      state: row.state,
      since: iso(row.since),
      findings: [...row.findings],
    })),
  };
  return c.json(answer);
}

/** GET /operator/find, `?top_up=` or `?intent=`: the service that it belongs to. */
export async function findTopUpRoute(c: Queried<typeof findQuery>): Promise<Response> {
  const { top_up: topUpId, intent: intentId } = c.req.valid("query");
  const ref = topUpId !== undefined ? { topUpId } : intentId !== undefined ? { intentId } : null;
  const found = ref === null ? refusal("not_found") : await findTopUp(c.get("ports"), ref);
  if (!found.ok) return problem(c, found.error, "operator");
  const answer: FoundJson = { service_id: found.value.serviceId };
  return c.json(answer);
}

/** GET /operator/top-ups/{service_id}/{top_up_id}: its state and log, the OCS and Stripe now. */
export async function getEvidenceRoute(c: Context<HttpEnv>): Promise<Response> {
  const ref = topUpRef(c);
  const result = ref === null ? refusal("not_found") : await getEvidence(c.get("ports"), ref);
  if (!result.ok) return problem(c, result.error, "operator");
  const { view, topUp, log, ocs, stripe } = result.value;
  const answer: EvidenceJson = {
    top_up: topUpJson(view),
    state: topUp,
    log: log.map(({ seq, at, type, body }) => ({ seq, at: iso(at), type, body })),
    ocs,
    stripe,
  };
  return c.json(answer);
}
