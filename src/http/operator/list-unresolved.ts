import { listUnresolved } from "../../app/operator/list-unresolved.ts";
import type { UnresolvedJson, unresolvedQuery } from "../../contract/operator.ts";
import { readerOf } from "../base/actors.ts";
import { iso } from "../base/iso.ts";
import type { Queried } from "../base/query.ts";

/** GET /operator/unresolved, `?limit=`: unfinished and parked top-ups, with open findings. */
export async function listUnresolvedRoute(c: Queried<typeof unresolvedQuery>): Promise<Response> {
  const { limit } = c.req.valid("query");
  const listed = await listUnresolved(c.get("ports"), readerOf(c), { limit });
  const answer: UnresolvedJson = {
    unresolved: listed.map((row) => ({
      service_id: row.serviceId,
      top_up_id: row.topUpId,
      state: row.state,
      since: iso(row.since),
      findings: [...row.findings],
    })),
  };
  return c.json(answer);
}
