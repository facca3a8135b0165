import type { Context } from "hono";
import type { Refusal } from "../../app/base/refusal.ts";
import { type PrintedLink, printLink, revokeLink, rotateLink } from "../../app/operator/links.ts";
import { type LinkJson, linkOrder } from "../../contract/operator.ts";
import type { Result } from "../../domain/base/result.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";

const USE_CASES = { print: printLink, rotate: rotateLink, revoke: revokeLink } as const;

/** POST /operator/links: prints, rotates or revokes the link of a service. */
export async function linkRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, linkOrder);
  if (!body.ok) return problem(c, body.error, "operator");
  const { action, service_id: serviceId, actor, reason } = body.value;
  const order = { serviceId, actor, reason };
  const done: Result<PrintedLink, Refusal> = await USE_CASES[action](c.get("ports"), order);
  if (!done.ok) return problem(c, done.error, "operator");
  const { linkId, version, url } = done.value;
  const answer: LinkJson = { link_id: linkId, version, url, qr: url && `${url}/qr.svg` };
  return c.json(answer);
}
