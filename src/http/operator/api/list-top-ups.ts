import { createRoute } from "@hono/zod-openapi";
import type * as z from "zod";
import type { CodesOf } from "../../../app/base/refusal.ts";
import { listTopUps } from "../../../app/operator/list-top-ups.ts";
import type { TopUpFilter } from "../../../app/ports/read-models.ts";
import { type ListedTopUpJson, topUpsPage, topUpsQuery } from "../../../contract/operator-api.ts";
import { operatorOf } from "../../base/actors.ts";
import { defineRoute } from "../../base/api-route.ts";
import { jsonAnswer } from "../../base/declare-json.ts";
import { problems } from "../../base/declare-problems.ts";
import { problem } from "../../base/problem.ts";
import { listedJson } from "../listed-json.ts";
import { IN_FRONT_OF_KEY, type InFrontOfKey, NO_STORE, SECURED, UUID } from "./declared.ts";

const LISTED: ListedTopUpJson = {
  id: "top_01jgzw9d6qf4s1yb0tkm7rvxja",
  service_id: "svc_01jgzv4q8n6yb2dxk5rtm9we3h",
  service_uuid: UUID,
  brand: "default",
  time_zone: "Australia/Sydney",
  state: "credited",
  quantity: 7,
  price: { minor: 7000, currency: "usd" },
  intent: "pi_3QeXample",
  transaction: "TXN-1000001",
  decline: null,
  requested_at: "2025-01-08T03:02:00.000Z",
  paid_at: "2025-01-08T03:03:00.000Z",
};

const route = createRoute({
  ...SECURED,
  method: "get",
  path: "/api/operator/top-ups",
  operationId: "listTopUps",
  summary: "The top-ups of a service, or the one of a payment",
  description:
    "Scope `top_ups:read`. Newest first; by exactly one of the seven numbers. Top-ups that were " +
    "paid, or whose payment a bank has in hand; a moment may pass until a new state is listed.",
  request: { query: topUpsQuery },
  responses: {
    200: jsonAnswer(topUpsPage, "A page of top-ups", { top_ups: [LISTED], next: LISTED.id }),
    ...problems<CodesOf<typeof listTopUps> | InFrontOfKey | "invalid_request">({
      ...IN_FRONT_OF_KEY,
      invalid_request: "a parameter is wrong or unknown, or not exactly one number is named",
    }),
  },
});

/** GET /api/operator/top-ups: by service, IMSI, MSISDN, payment intent or transaction. */
export const listTopUpsRoute = defineRoute(route, async (c) => {
  const { before = null, limit, ...by } = c.req.valid("query");
  const input = { filter: filterOf(by), page: { before, limit } };
  const listed = await listTopUps(c.get("ports"), operatorOf(c), input);
  if (!listed.ok) return problem(c, listed.error);
  const { topUps, hasMore } = listed.value;
  const next = hasMore ? (topUps.at(-1)?.topUpId ?? null) : null;
  return c.json({ top_ups: topUps.map(listedJson), next }, 200, NO_STORE);
});

/** The schema lets exactly one pass. */
function filterOf(by: Partial<z.output<typeof topUpsQuery>>): TopUpFilter {
  if (by.intent !== undefined) return { by: "intent", value: by.intent };
  if (by.transaction !== undefined) return { by: "transaction", value: by.transaction };
  if (by.invoice !== undefined) return { by: "invoice", value: by.invoice };
  if (by.provision !== undefined) return { by: "provision", value: by.provision };
  if (by.imsi !== undefined) return { by: "imsi", value: by.imsi };
  if (by.msisdn !== undefined) return { by: "msisdn", value: by.msisdn };
  return { by: "service_uuid", value: by.service_uuid ?? "" };
}
