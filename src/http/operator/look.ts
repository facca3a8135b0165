import type { Context } from "hono";
import { findTopUp, listUnresolved, lookAtEvidence } from "../../actions/operate.ts";
import { no } from "../../actions/refusal.ts";
import type {
  EvidenceJson,
  FoundJson,
  findQuery,
  UnresolvedJson,
  unresolvedQuery,
} from "../../contract/operator.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import type { HttpEnv } from "../http-env.ts";
import { problem } from "../problem.ts";
import type { Queried } from "../query.ts";
import { topUpRef } from "../top-up-ref.ts";

const iso = (at: number): string => new Date(at).toISOString();

/** GET /operator/unresolved, `?limit=` */
export async function getUnresolved(c: Queried<typeof unresolvedQuery>): Promise<Response> {
  const { limit } = c.req.valid("query");
  const listed = await listUnresolved(c.get("ports"), { limit });
  if (!listed.ok) return problem(c, listed.error, "operator");
  const answer: UnresolvedJson = {
    unresolved: listed.value.map((row) => ({
      service_id: row.serviceId,
      top_up_id: row.topUpId,
      name: row.name,
      since: iso(row.since),
      findings: [...row.findings],
    })),
  };
  return c.json(answer);
}

/** GET /operator/find, `?top_up=` or `?intent=`: the service it belongs to. */
export async function getFind(c: Queried<typeof findQuery>): Promise<Response> {
  const { top_up: topUpId, intent: intentId } = c.req.valid("query");
  const ref = topUpId !== undefined ? { topUpId } : intentId !== undefined ? { intentId } : null;
  const found = ref === null ? no("not_found") : await findTopUp(c.get("ports"), ref);
  if (!found.ok) return problem(c, found.error, "operator");
  const answer: FoundJson = { service_id: found.value.serviceId };
  return c.json(answer);
}

/** GET /operator/top-ups/{service_id}/{top_up_id}: all that can be known about it now. */
export async function getEvidence(c: Context<HttpEnv>): Promise<Response> {
  const ref = topUpRef(c);
  const looked = ref === null ? no("not_found") : await lookAtEvidence(c.get("ports"), ref);
  if (!looked.ok) return problem(c, looked.error, "operator");
  const { view, topUp, log, ocs, stripe } = looked.value;
  const answer: EvidenceJson = {
    top_up: topUpJson(view),
    state: topUp,
    log: log.map(({ seq, at, type, body }) => ({ seq, at: iso(at), type, body })),
    ocs,
    stripe,
  };
  return c.json(answer);
}
