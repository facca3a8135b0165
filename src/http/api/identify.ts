import type { Context } from "hono";
import { identifyTyped } from "../../actions/identify-typed.ts";
import { lookAtService } from "../../actions/look-at-service.ts";
import { identifyRequest } from "../../contract/identify.ts";
import { readJson } from "../body.ts";
import type { HttpEnv } from "../http-env.ts";
import { problem } from "../problem.ts";

/** POST /api/identify: the service of a typed number, and what may be bought for it. */
export async function postIdentify(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, identifyRequest);
  if (!body.ok) return problem(c, body.error);
  const ports = c.get("ports");
  const { identity } = body.value;
  const identified = await identifyTyped(ports, { identity, ip: c.get("ip") });
  if (!identified.ok) return problem(c, identified.error);
  const looked = await lookAtService(ports, identified.value);
  if (!looked.ok) return problem(c, looked.error);
  c.header("Cache-Control", "no-store");
  return c.json(looked.value);
}
