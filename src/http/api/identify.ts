import type { Context } from "hono";
import { identifyTyped } from "../../app/identification/identify-typed.ts";
import { getService } from "../../app/sale/get-service.ts";
import { identifyRequest } from "../../contract/identify.ts";
import { customerOf } from "../base/actors.ts";
import { readJson } from "../base/body.ts";
import { brandOfHost } from "../base/brand.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";

/** POST /api/identify: the service of a typed number, and what may be bought for it. */
export async function identifyRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, identifyRequest);
  if (!body.ok) return problem(c, body.error);
  const ports = c.get("ports");
  const actor = customerOf(c);
  const identified = await identifyTyped(ports, actor, {
    ...body.value,
    brand: brandOfHost(c),
  });
  if (!identified.ok) return problem(c, identified.error);
  const view = await getService(ports, actor, identified.value);
  c.header("Cache-Control", "no-store");
  return c.json(view);
}
