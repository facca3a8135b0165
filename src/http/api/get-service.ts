import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import type { Customer } from "../../app/base/actor.ts";
import type { CodesOf } from "../../app/base/refusal.ts";
import { identify } from "../../app/identification/identify.ts";
import { identifyAgain } from "../../app/identification/identify-again.ts";
import { identifyByTopUp } from "../../app/identification/identify-by-top-up.ts";
import type { Ports } from "../../app/ports/ports.ts";
import { getService } from "../../app/sale/get-service.ts";
import { serviceView, token } from "../../contract/api.ts";
import { toId } from "../../domain/base/ids.ts";
import { customerOf } from "../base/actors.ts";
import { defineRoute } from "../base/api-route.ts";
import { jsonAnswer } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT, type InFront } from "../base/notes-in-front.ts";
import { problem } from "../base/problem.ts";
import { conditionsOf } from "./conditions.ts";
import { SERVICE_TOKEN, SERVICE_VIEW } from "./examples.ts";
import { NO_STORE } from "./no-store.ts";

const ADDRESS_MAX = 4096;
const link = z.string().min(1).max(ADDRESS_MAX).meta({
  description: "The token of a printed link, or the whole printed address",
  example: "https://topup.example.com/l/eyJsaW5rSWQiOiJsbmtfMDFK.b7RmQ2dXs",
});
const weak = token.meta({
  description: "Only that of a weak identification, as /api/identify answers it",
  example: SERVICE_TOKEN,
});
const topUp = z
  .string()
  .regex(/^svc_\w{26}\/top_\w{26}$/, "has to be service id / top-up id")
  .meta({
    description:
      "Service id and id of a top-up. The session that bought it is identified as it was then; " +
      "to any other one the address of a top-up proves nothing, and the answer is weak",
    example: "svc_01J8Z3K4M5N6P7Q8R9S0T1V2W3/top_01J8Z3K4M5N6P7Q8R9S0T1V2W3",
  });

type Code = CodesOf<typeof identify> | CodesOf<typeof identifyAgain> | InFront | "invalid_request";

const route = createRoute({
  method: "get",
  path: "/api/service",
  operationId: "getService",
  tags: ["Service"],
  summary: "The service of the caller, its balance, and what may be bought",
  description:
    "The service is found by the signed link, by the service token of a weak identification (no " +
    "other token; the answer shows as little as that of /api/identify), by an earlier top-up, or " +
    "by the requesting address. " +
    "The answer waits for the charging system. It sets the session cookie, which apps have to " +
    "keep too: only the session that made a top-up gets its client secret again. The service " +
    "token and the quotes are good for 15 minutes. `conditions` says what to show before paying.",
  request: {
    query: z.object({
      link: link.optional(),
      service_token: weak.optional(),
      top_up: topUp.optional(),
    }),
  },
  responses: {
    200: jsonAnswer(serviceView, "The service, and what may be bought for it", SERVICE_VIEW),
    ...problems<Code>({
      ...IN_FRONT,
      invalid_request: "a parameter is empty or too long",
      service_not_identified: "no service has the requesting address, or there is no such top-up",
      several_services: "more than one service uses the requesting address: nothing is guessed",
      link_invalid: "the link is forged, revoked, or of an older version",
      service_token_invalid: "older than 15 minutes, forged, or not that of a weak identification",
    }),
  },
});

/** GET /api/service: which service this is, and what may be bought for it. */
export const getServiceRoute = defineRoute(route, async (c) => {
  const ports = c.get("ports");
  const actor = customerOf(c);
  const ways = c.req.valid("query");
  const isLimited = c.get("limited") === true;
  const identified = await identifiedBy(ports, actor, { ...ways, isLimited });
  if (!identified.ok) return problem(c, identified.error);
  const [view, conditions] = await Promise.all([
    getService(ports, actor, { ...identified.value, isLimited }),
    conditionsOf(c, identified.value.service),
  ]);
  return c.json({ ...view, conditions }, 200, NO_STORE);
});

interface Ways {
  readonly link?: string | undefined;
  readonly service_token?: string | undefined;
  readonly top_up?: string | undefined;
  readonly isLimited: boolean;
}

/** A weak token goes before a top-up, and a top-up before a link. */
function identifiedBy(ports: Ports, actor: Customer, { link, isLimited, ...ways }: Ways) {
  const { service_token: weakToken, top_up: ref } = ways;
  if (weakToken !== undefined) return identifyAgain(ports, weakToken);
  if (ref === undefined) return identify(ports, actor, { link: link ?? null, isLimited });
  const [serviceId = "", topUpId = ""] = ref.split("/");
  return identifyByTopUp(ports, actor, {
    serviceId: toId("svc", serviceId),
    topUpId: toId("top", topUpId),
  });
}
