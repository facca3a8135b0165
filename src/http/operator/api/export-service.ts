import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import type { CodesOf } from "../../../app/base/refusal.ts";
import { exportService } from "../../../app/recovery/export-service.ts";
import { idOf } from "../../../contract/ids.ts";
import {
  EXPORT_FORMAT,
  type ExportedPageJson,
  exportedPage,
  exportQuery,
} from "../../../contract/operator-export.ts";
import { operatorOf } from "../../base/actors.ts";
import { defineRoute } from "../../base/api-route.ts";
import { jsonAnswer } from "../../base/declare-json.ts";
import { problems } from "../../base/declare-problems.ts";
import { problem } from "../../base/problem.ts";
import { IN_FRONT_OF_KEY, type InFrontOfKey, NO_STORE, SECURED } from "./declared.ts";

const SERVICE = "svc_01jgzv4q8n6yb2dxk5rtm9we3h";
const PAGE: ExportedPageJson = {
  format: EXPORT_FORMAT,
  service_id: SERVICE,
  seq: 12,
  records: [
    {
      record: "event",
      seq: 12,
      top_up_id: "top_01jgzw9d6qf4s1yb0tkm7rvxja",
      at: 1_736_305_400_000,
      type: "Credited",
      body: {},
    },
  ],
  next: null,
};

const route = createRoute({
  ...SECURED,
  method: "get",
  path: "/api/operator/export/services/{service_id}",
  operationId: "exportService",
  summary: "A page of what the object of a service holds",
  description:
    "Scope `exports:make`. At most about 1 MiB: facts, then top-ups with their sealed payers, " +
    "then events. Sessions and cards are left out, and idempotency keys are hashed. The object " +
    "goes on meanwhile; `npm run operator -- export` checks that no event is missing.",
  request: {
    params: z.object({ service_id: idOf("svc").meta({ example: SERVICE }) }),
    query: exportQuery,
  },
  responses: {
    200: jsonAnswer(exportedPage, "A page of records", PAGE),
    ...problems<CodesOf<typeof exportService> | InFrontOfKey | "invalid_request">({
      ...IN_FRONT_OF_KEY,
      invalid_request: "a parameter is wrong or unknown",
      not_found: "no such service of the key's brands",
    }),
  },
});

/** GET /api/operator/export/services/{service_id}: what its object holds, page by page. */
export const exportServiceRoute = defineRoute(route, async (c) => {
  const { service_id: serviceId } = c.req.valid("param");
  const { after = null } = c.req.valid("query");
  const page = await exportService(c.get("ports"), operatorOf(c), { serviceId, after });
  if (!page.ok) return problem(c, page.error);
  const { seq, records, next } = page.value;
  const head = { format: EXPORT_FORMAT, service_id: serviceId, seq } as const;
  return c.json({ ...head, records: [...records], next }, 200, NO_STORE);
});
