import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import type { CodesOf } from "../../app/base/refusal.ts";
import { quote } from "../../app/sale/quote.ts";
import { quoteView, token } from "../../contract/api.ts";
import { toOfferId } from "../../domain/base/ids.ts";
import { defineRoute } from "../base/api-route.ts";
import { jsonAnswer, jsonBody } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT_OF_BODY, type InFrontOfBody } from "../base/notes-in-front.ts";
import { problem } from "../base/problem.ts";
import { QUOTE_REQUEST, QUOTE_VIEW } from "./examples.ts";
import { NO_STORE } from "./no-store.ts";
import { SALE_NOTES } from "./sale-notes.ts";

const quoteRequest = z
  .strictObject({ service_token: token, offer_id: z.string(), quantity: z.int().min(1) })
  .meta({ id: "QuoteRequest" });

const route = createRoute({
  method: "post",
  path: "/api/quotes",
  operationId: "quote",
  tags: ["Sale"],
  summary: "The server's price for a quantity, and the new expiry it gives",
  description: "The quote is good for 15 minutes, for every quantity of its offer.",
  request: { body: jsonBody(quoteRequest, QUOTE_REQUEST) },
  responses: {
    200: jsonAnswer(quoteView, "The price, signed", QUOTE_VIEW),
    ...problems<CodesOf<typeof quote> | InFrontOfBody>({
      ...IN_FRONT_OF_BODY,
      ...SALE_NOTES,
      service_token_invalid: "older than 15 minutes, or forged: identify again",
    }),
  },
});

/** POST /api/quotes: the server's price for a quantity. */
export const quoteRoute = defineRoute(route, async (c) => {
  const { service_token, offer_id, quantity } = c.req.valid("json");
  const input = { serviceToken: service_token, offerId: toOfferId(offer_id), quantity };
  const quoted = await quote(c.get("ports"), input);
  return quoted.ok ? c.json(quoted.value, 200, NO_STORE) : problem(c, quoted.error);
});
