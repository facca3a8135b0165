import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import type { CodesOf } from "../../app/base/refusal.ts";
import { identifyTyped } from "../../app/identification/identify-typed.ts";
import { getService } from "../../app/sale/get-service.ts";
import { serviceView } from "../../contract/api.ts";
import { customerOf } from "../base/actors.ts";
import { defineRoute } from "../base/api-route.ts";
import { brandOfHost } from "../base/brand.ts";
import { jsonAnswer, jsonBody } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT_OF_BODY, type InFrontOfBody } from "../base/notes-in-front.ts";
import { problem } from "../base/problem.ts";
import { conditionsOf } from "./conditions.ts";
import { SERVICE_VIEW } from "./examples.ts";
import { NO_STORE } from "./no-store.ts";

const identifyRequest = z
  .strictObject({
    identity: z.string().min(1).max(100).meta({
      description: "IMSI, MSISDN with its country code, or service uuid, as typed",
    }),
  })
  .meta({ id: "IdentifyRequest" });

const WEAK = {
  ...SERVICE_VIEW,
  identification: "weak" as const,
  service: { ...SERVICE_VIEW.service, label: "" },
  balance: {
    state: "hidden" as const,
    read_at: null,
    expiry: null,
    unlimited: false,
    base: null,
  },
};

const route = createRoute({
  method: "post",
  path: "/api/identify",
  operationId: "identifyService",
  tags: ["Service"],
  summary: "The service of a typed number",
  description:
    "A number proves nothing, so the identification is weak: the answer holds no balance, date " +
    "or top-up, and at most 30 days are sold at once. Requests are limited to 20 per address " +
    "(IPv6: per /64, and 60 per /48) in windows of ten minutes.",
  request: { body: jsonBody(identifyRequest, { identity: "+61 412 345 678" }) },
  responses: {
    200: jsonAnswer(serviceView, "The service as a weak identification shows it", WEAK),
    ...problems<CodesOf<typeof identifyTyped> | InFrontOfBody>({
      ...IN_FRONT_OF_BODY,
      invalid_request: "a field is missing or unknown, or no number can look like this",
      no_such_service: "unknown, closed, or several: one answer for all three",
      too_many_identifications: "the window is used up; `Retry-After` says when the next begins",
      not_available: "this deployment takes no typed numbers",
    }),
  },
});

/** POST /api/identify: the service of a typed number, and what may be bought for it. */
export const identifyRoute = defineRoute(route, async (c) => {
  const ports = c.get("ports");
  const actor = customerOf(c);
  const identified = await identifyTyped(ports, actor, {
    ...c.req.valid("json"),
    brand: brandOfHost(c),
  });
  if (!identified.ok) return problem(c, identified.error);
  const [view, conditions] = await Promise.all([
    getService(ports, actor, identified.value),
    conditionsOf(c, identified.value.service),
  ]);
  return c.json({ ...view, conditions }, 200, NO_STORE);
});
