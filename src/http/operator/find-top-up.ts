import type * as z from "zod";
import { refusal } from "../../app/base/refusal.ts";
import { findTopUp } from "../../app/operator/find-top-up.ts";
import type { FoundJson, findQuery } from "../../contract/operator.ts";
import { hasPrefix } from "../../domain/base/ids.ts";
import { operatorOf } from "../base/actors.ts";
import { problem } from "../base/problem.ts";
import type { Queried } from "../base/query.ts";

/** GET /operator/find, `?top_up=` or `?intent=`: the service that it belongs to. */
export async function findTopUpRoute(c: Queried<typeof findQuery>): Promise<Response> {
  const ref = refOf(c.req.valid("query"));
  const found =
    ref === null ? refusal("not_found") : await findTopUp(c.get("ports"), operatorOf(c), ref);
  if (!found.ok) return problem(c, found.error);
  const answer: FoundJson = { service_id: found.value.serviceId };
  return c.json(answer);
}

/** The top-up or the intent that the query names; null: neither, or a text that is no such id. */
function refOf({ top_up: topUpId, intent: intentId }: z.output<typeof findQuery>) {
  if (topUpId !== undefined) return hasPrefix("top", topUpId) ? { topUpId } : null;
  return hasPrefix("pi", intentId) ? { intentId } : null;
}
