/**
 * POST /api/payment-intents: a top-up for a caller that has its own page. Once it is paid, the
 * webhook alone is enough to credit it; the caller need not call again.
 */
import * as z from "zod";
import { amount, topUpRequest, topUpView } from "./api.ts";

const customer = topUpRequest.shape.customer;
const common = {
  days: z.int().positive(),
  customer: customer.optional().meta({ description: "For receipt and invoice; optional" }),
  consent: topUpRequest.shape.consent,
};

/** With `Idempotency-Key`. The service by its token, or by uuid and imsi, which must both fit. */
export const paymentIntentRequest = z.union([
  z.strictObject({ service_token: topUpRequest.shape.service_token, ...common }),
  z.strictObject({
    service_uuid: z.string().trim().min(1).max(64),
    imsi: z.string().trim().min(1).max(32),
    ...common,
  }),
]);

/** 201 for a new one, 200 for a repeated one. */
export const paymentIntentCreated = z.strictObject({
  payment_intent_id: z.string().nullable(),
  /** For Stripe.js; null when nothing can be paid any more. */
  client_secret: z.string().nullable(),
  amount,
  top_up: topUpView,
  url: z.string(),
});
export type PaymentIntentCreated = z.infer<typeof paymentIntentCreated>;
