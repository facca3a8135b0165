import { refusal } from "../../app/base/refusal.ts";
import { findTopUp } from "../../app/operator/find-top-up.ts";
import type { FoundJson, findQuery } from "../../contract/operator.ts";
import { problem } from "../base/problem.ts";
import type { Queried } from "../base/query.ts";

/** GET /operator/find, `?top_up=` or `?intent=`: the service that it belongs to. */
export async function findTopUpRoute(c: Queried<typeof findQuery>): Promise<Response> {
  const { top_up: topUpId, intent: intentId } = c.req.valid("query");
  const ref = topUpId !== undefined ? { topUpId } : intentId !== undefined ? { intentId } : null;
  const found = ref === null ? refusal("not_found") : await findTopUp(c.get("ports"), ref);
  if (!found.ok) return problem(c, found.error, "operator");
  const answer: FoundJson = { service_id: found.value.serviceId };
  return c.json(answer);
}
