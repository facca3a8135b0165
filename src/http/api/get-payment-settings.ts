import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { EXCLUDED_METHODS } from "../../domain/payment/excluded-methods.ts";
import { defineRoute } from "../base/api-route.ts";
import { jsonAnswer } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT, type InFront } from "../base/notes-in-front.ts";

const paymentSettings = z
  .strictObject({
    publishable_key: z.string().meta({ description: "Stripe's public key, for its SDKs" }),
    livemode: z.boolean().meta({ description: "False: test mode, no money moves" }),
    stripe_js_url: z.url().meta({ description: "The Stripe.js that the portal loads" }),
    excluded_payment_method_types: z.array(z.string()).meta({
      description: "What Elements must be given as `excludedPaymentMethodTypes`, like our intents",
    }),
  })
  .meta({ id: "PaymentSettings" });

const route = createRoute({
  method: "get",
  path: "/api/payment-settings",
  operationId: "getPaymentSettings",
  tags: ["Payment"],
  summary: "What a page or app needs to confirm payments itself",
  description: "Public. Ask for it instead of building the key in: it changes with the mode.",
  security: [],
  responses: {
    200: jsonAnswer(paymentSettings, "The public key and its mode", {
      publishable_key: "pk_test_51Example",
      livemode: false,
      stripe_js_url: "https://js.stripe.com/endive/stripe.js",
      excluded_payment_method_types: [...EXCLUDED_METHODS],
    }),
    ...problems<InFront>(IN_FRONT),
  },
});

/** GET /api/payment-settings: the publishable key, and whether real money moves. */
export const getPaymentSettingsRoute = defineRoute(route, (c) => {
  const { STRIPE_PUBLISHABLE_KEY, STRIPE_JS_URL } = c.get("settings");
  const answer = {
    publishable_key: STRIPE_PUBLISHABLE_KEY,
    livemode: c.get("ports").payments.livemode,
    stripe_js_url: STRIPE_JS_URL,
    excluded_payment_method_types: [...EXCLUDED_METHODS],
  };
  return c.json(answer, 200, { "Cache-Control": "public, max-age=300" });
});
