import type { Context } from "hono";
import type * as z from "zod";
import type { Operator } from "../../app/base/actor.ts";
import type { Refusal } from "../../app/base/refusal.ts";
import { printLink } from "../../app/operator/print-link.ts";
import type { PrintedLink } from "../../app/operator/printed-link.ts";
import { revokeLink } from "../../app/operator/revoke-link.ts";
import { rotateLink } from "../../app/operator/rotate-link.ts";
import type { Ports } from "../../app/ports/ports.ts";
import { type LinkJson, linkOrder } from "../../contract/operator.ts";
import type { Result } from "../../domain/base/result.ts";
import { operatorOf } from "../base/actors.ts";
import { readJson } from "../base/body.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { problem } from "../base/problem.ts";

/** POST /operator/links: prints, rotates or revokes the link of a service. */
export async function linkRoute(c: Context<HttpEnv>): Promise<Response> {
  const body = await readJson(c, linkOrder);
  if (!body.ok) return problem(c, body.error);
  const done = await run(c.get("ports"), operatorOf(c), body.value);
  if (!done.ok) return problem(c, done.error);
  const { linkId, version, url } = done.value;
  const answer: LinkJson = { link_id: linkId, version, url, qr: url && `${url}/qr.svg` };
  return c.json(answer);
}

type LinkRefusal = "forbidden" | "not_found" | "reason_needed" | "service_sales_blocked";

/** The use case that the order names. */
function run(
  ports: Ports,
  actor: Operator,
  order: z.infer<typeof linkOrder>,
): Promise<Result<PrintedLink, Refusal<LinkRefusal>>> {
  const { action, service_id: serviceId, reason } = order;
  switch (action) {
    case "print":
      return printLink(ports, actor, { serviceId });
    case "rotate":
      return rotateLink(ports, actor, { serviceId, reason });
    case "revoke":
      return revokeLink(ports, actor, { serviceId, reason });
  }
}
