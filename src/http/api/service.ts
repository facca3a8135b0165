import { identify } from "../../app/identification/identify.ts";
import { identifyAgain } from "../../app/identification/identify-again.ts";
import { getService } from "../../app/sale/get-service.ts";
import type { serviceQuery } from "../../contract/api.ts";
import { customerOf } from "../base/actors.ts";
import { problem } from "../base/problem.ts";
import type { Queried } from "../base/query.ts";

/**
 * GET /api/service: which service this is, and what may be bought for it. Found by `?link=`, by
 * `?service_token=` (only that of a typed number; the answer shows as little as the first one), or
 * by the requesting address.
 */
export async function getServiceRoute(c: Queried<typeof serviceQuery>): Promise<Response> {
  const ports = c.get("ports");
  const actor = customerOf(c);
  const { link = null, service_token: typed } = c.req.valid("query");
  const identified = await (typed === undefined
    ? identify(ports, actor, { link })
    : identifyAgain(ports, typed));
  if (!identified.ok) return problem(c, identified.error);
  const view = await getService(ports, actor, identified.value);
  c.header("Cache-Control", "no-store");
  return c.json(view);
}
