import type { Context } from "hono";
import type * as z from "zod";
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
import { hasPrefix } from "../../domain/base/ids.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";
import type { Queried } from "../base/query.ts";
import { topUpRef } from "../base/top-up-ref.ts";

const iso = (at: number): string => new Date(at).toISOString();

/** GET /operator/unresolved, `?limit=` */
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

/** GET /operator/find, `?top_up=` or `?intent=`: the service it belongs to. */
export async function findTopUpRoute(c: Queried<typeof findQuery>): Promise<Response> {
  const ref = wantedBy(c.req.valid("query"));
  const found = ref === null ? refusal("not_found") : await findTopUp(c.get("ports"), ref);
  if (!found.ok) return problem(c, found.error, "operator");
  const answer: FoundJson = { service_id: found.value.serviceId };
  return c.json(answer);
}

/** The top-up or intent to look for; null: neither is named, or by no id. */
function wantedBy({ top_up, intent }: z.output<typeof findQuery>) {
  if (top_up !== undefined) return hasPrefix("top", top_up) ? { topUpId: top_up } : null;
  return hasPrefix("pi", intent) ? { intentId: intent } : null;
}

/** GET /operator/top-ups/{service_id}/{top_up_id}: all that can be known about it now. */
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
