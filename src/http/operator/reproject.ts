import type { Context } from "hono";
import { reprojectPage, reprojectService } from "../../actions/reproject.ts";
import { type ReprojectedJson, reprojectOrder } from "../../contract/operator.ts";
import { readJson } from "../body.ts";
import type { HttpEnv } from "../http-env.ts";
import { problem } from "../problem.ts";

/** POST /operator/reproject: one service, or one page of all of them, which `after` begins. */
export async function postReproject(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, reprojectOrder);
  if (!body.ok) return problem(c, body.error, "operator");
  const { actor, reason, service_id: serviceId, after } = body.value;
  const ports = c.get("ports");
  const told =
    serviceId === undefined
      ? await reprojectPage(ports, { actor, reason, after })
      : await reprojectService(ports, { actor, reason, serviceId });
  if (!told.ok) return problem(c, told.error, "operator");
  const answer: ReprojectedJson = { ...told.value, failed: [...told.value.failed] };
  return c.json(answer);
}
