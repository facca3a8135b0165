/**
 * The events of Stripe that this version acts on. `src/app/payment/act-on-event.ts` acts on these
 * and no others, and `npm run deploy:setup` asks Stripe for exactly these, so both have one table.
 * `charge.refunded` and disputes tell of refunds that were made outside; our own `refund.created`
 * tells nothing that Stripe's answer did not.
 */
export const HANDLED_EVENTS = [
  "payment_intent.created",
  "payment_intent.succeeded",
  "payment_intent.processing",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "payment_intent.amount_capturable_updated",
  "charge.refunded",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "review.opened",
  "review.closed",
] as const;

/** Where Stripe's webhooks arrive, below PUBLIC_URL. */
export const WEBHOOK_PATH = "/webhooks/stripe";
