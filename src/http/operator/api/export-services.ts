import { createRoute } from "@hono/zod-openapi";
import type { CodesOf } from "../../../app/base/refusal.ts";
import { exportServices } from "../../../app/recovery/export-services.ts";
import { exportedServices, exportedServicesQuery } from "../../../contract/operator-export.ts";
import { operatorOf } from "../../base/actors.ts";
import { defineRoute } from "../../base/api-route.ts";
import { jsonAnswer } from "../../base/declare-json.ts";
import { problems } from "../../base/declare-problems.ts";
import { problem } from "../../base/problem.ts";
import { IN_FRONT_OF_KEY, type InFrontOfKey, NO_STORE, SECURED } from "./declared.ts";

const SERVICE = "svc_01jgzv4q8n6yb2dxk5rtm9we3h";

const route = createRoute({
  ...SECURED,
  method: "get",
  path: "/api/operator/export/services",
  operationId: "exportServices",
  summary: "The services that an export of the deployment asks",
  description:
    "Scope `exports:make`, of all brands. By id, a hundred a page: all that the databases know, " +
    "and all that ever had an invoice. A page without services is the last one too.",
  request: { query: exportedServicesQuery },
  responses: {
    200: jsonAnswer(exportedServices, "A page of services", { services: [SERVICE], next: null }),
    ...problems<CodesOf<typeof exportServices> | InFrontOfKey | "invalid_request">({
      ...IN_FRONT_OF_KEY,
      invalid_request: "a parameter is wrong or unknown",
    }),
  },
});

/** GET /api/operator/export/services: the services to export, page by page. */
export const exportServicesRoute = defineRoute(route, async (c) => {
  const { after = "" } = c.req.valid("query");
  const listed = await exportServices(c.get("ports"), operatorOf(c), { after });
  if (!listed.ok) return problem(c, listed.error);
  const { services, next } = listed.value;
  return c.json({ services: [...services], next }, 200, NO_STORE);
});
