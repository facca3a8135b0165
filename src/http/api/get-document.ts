import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { defineRoute, type Mount } from "../base/api-route.ts";
import { hostOf } from "../base/brand.ts";
import { jsonAnswer } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT, type InFront } from "../base/notes-in-front.ts";
import type { Document } from "./document.ts";

const openApiDocument = z.looseObject({ openapi: z.literal("3.1.0") });

const route = createRoute({
  method: "get",
  path: "/api/openapi.json",
  operationId: "getDocument",
  tags: ["About"],
  summary: "This document",
  description: "OpenAPI 3.1. To be read by people: /api/docs.",
  security: [],
  responses: {
    200: jsonAnswer(openApiDocument, "The document", { openapi: "3.1.0" }),
    ...problems<InFront>(IN_FRONT),
  },
});

/** GET /api/openapi.json: what `documentFor` makes for the address of the brand. */
export const getDocumentRoute = (documentFor: (url: string) => Document): Mount =>
  defineRoute(route, async (c) => {
    const { publicUrl } = await c.get("ports").brands.byHost(hostOf(c));
    return c.json(documentFor(publicUrl), 200, { "Cache-Control": "public, max-age=300" });
  });
