import type { Context } from "hono";
import { reprojectPage } from "../../app/recovery/reproject-page.ts";
import { reprojectService } from "../../app/recovery/reproject-service.ts";
import { type ReprojectedJson, reprojectOrder } from "../../contract/operator.ts";
import { operatorOf } from "../base/actors.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";

/** POST /operator/reproject: one service, or the page of all services that begins after `after`. */
export async function reprojectRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, reprojectOrder);
  if (!body.ok) return problem(c, body.error);
  const { reason, service_id: serviceId, after } = body.value;
  const ports = c.get("ports");
  const actor = operatorOf(c);
  const result =
    serviceId === undefined
      ? await reprojectPage(ports, actor, { reason, after })
      : await reprojectService(ports, actor, { serviceId, reason });
  if (!result.ok) return problem(c, result.error);
  const answer: ReprojectedJson = { ...result.value, failed: [...result.value.failed] };
  return c.json(answer);
}
