import { identify } from "../../actions/identify.ts";
import { identifyAgain } from "../../actions/identify-typed.ts";
import { lookAtService } from "../../actions/look-at-service.ts";
import type { serviceQuery } from "../../contract/api.ts";
import { problem } from "../problem.ts";
import type { Queried } from "../query.ts";

/**
 * GET /api/service, `?link=` or `?service_token=` (of a typed number, which is shown as little as
 * there): which service this is, and what may be bought for it.
 */
export async function getService(c: Queried<typeof serviceQuery>): Promise<Response> {
  const ports = c.get("ports");
  const { link = null, service_token: typed } = c.req.valid("query");
  const identified = await (typed === undefined
    ? identify(ports, { ip: c.get("ip"), link })
    : identifyAgain(ports, typed));
  if (!identified.ok) return problem(c, identified.error);
  const looked = await lookAtService(ports, {
    ...identified.value,
    sessionId: c.get("sessionId"),
  });
  if (!looked.ok) return problem(c, looked.error);
  c.header("Cache-Control", "no-store");
  return c.json(looked.value);
}
