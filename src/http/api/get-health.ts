import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { defineRoute } from "../base/api-route.ts";
import { jsonAnswer } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT } from "../base/notes-in-front.ts";
import { NO_STORE } from "./no-store.ts";

const health = z
  .strictObject({
    status: z.literal("ok"),
    livemode: z.boolean(),
    version: z.string().meta({ description: "And after `+` the commit" }),
  })
  .meta({ id: "Health" });

const route = createRoute({
  method: "get",
  path: "/api/health",
  operationId: "getHealth",
  tags: ["About"],
  summary: "Whether the Worker answers and its configuration is valid",
  description: "For monitors. Nothing else is asked: neither D1, Stripe nor the charging system.",
  security: [],
  responses: {
    200: jsonAnswer(health, "It answers", {
      status: "ok",
      livemode: false,
      version: "0.2.0+3f2a91c",
    }),
    ...problems<"internal">({ ...IN_FRONT, internal: "the configuration is not valid" }),
  },
});

/** GET /api/health. An invalid configuration fails before this handler, with 500. */
export const getHealthRoute = defineRoute(route, (c) => {
  const { payments, settings } = c.get("ports");
  const { livemode } = payments;
  return c.json({ status: "ok" as const, livemode, version: settings.version }, 200, NO_STORE);
});
