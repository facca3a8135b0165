import { listUnresolved } from "../../app/operator/list-unresolved.ts";
import { REMEDIES } from "../../contract/deployment-findings.ts";
import type { UnresolvedJson, unresolvedQuery } from "../../contract/operator.ts";
import { operatorOf } from "../base/actors.ts";
import { iso } from "../base/iso.ts";
import { problem } from "../base/problem.ts";
import type { Queried } from "../base/query.ts";

/** GET /operator/unresolved, `?limit=`: unfinished and parked top-ups, with open findings. */
export async function listUnresolvedRoute(c: Queried<typeof unresolvedQuery>): Promise<Response> {
  const { limit } = c.req.valid("query");
  const listed = await listUnresolved(c.get("ports"), operatorOf(c), { limit });
  if (!listed.ok) return problem(c, listed.error);
  const answer: UnresolvedJson = {
    unresolved: listed.value.topUps.map((row) => ({
      service_id: row.serviceId,
      top_up_id: row.topUpId,
      state: row.state,
      since: iso(row.since),
      findings: [...row.findings],
    })),
    deployment_findings: listed.value.deployment.map(({ kind, subject, detail, since }) => {
      return { kind, subject, detail, since: iso(since), remedy: REMEDIES[kind] };
    }),
  };
  return c.json(answer);
}
