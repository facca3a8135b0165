import type Stripe from "stripe";
import type { EventPage, EventWindow, StripeEvent } from "../../app/ports/payments.ts";
import { hasPrefix, type IntentId } from "../../domain/base/ids.ts";
import { fromStripeMetadata } from "./payment-metadata.ts";

/** The events that the sweep lists. Refunds made on the dashboard come as `charge.refunded`. */
const SWEPT_EVENTS: NonNullable<Stripe.EventListParams["types"]> = [
  "payment_intent.succeeded",
  "payment_intent.created",
  "refund.updated",
  "refund.failed",
  "charge.refunded",
  "charge.dispute.created",
  "charge.dispute.closed",
  "payment_intent.canceled",
  "review.opened",
  "review.closed",
];

/** The ids in an event. Its copy of the object may be old, so nothing else is used. */
export function thinEvent(event: Stripe.Event, deployment: string): StripeEvent {
  const about = event.data.object;
  const base = {
    id: event.id,
    type: event.type,
    createdAt: event.created * 1000,
    livemode: event.livemode,
  };
  const nothing = { intentId: null, metadata: null, refund: null };
  if (!("object" in about)) return { ...base, ...nothing };
  switch (about.object) {
    case "payment_intent": {
      const metadata = fromStripeMetadata(about.metadata, deployment);
      return { ...base, ...nothing, intentId: intentIdOf(about.id), metadata };
    }
    case "charge": {
      // Stripe copies the intent's metadata to its charges.
      const intentId = idOf(about.payment_intent);
      const metadata = fromStripeMetadata(about.metadata, deployment);
      return { ...base, ...nothing, intentId, metadata };
    }
    case "refund": {
      const ours = about.metadata?.refund_id;
      const refundId = hasPrefix("rfd", ours) ? ours : null;
      const refund = { stripeRefundId: about.id, refundId };
      return { ...base, ...nothing, intentId: idOf(about.payment_intent), refund };
    }
    case "dispute":
    case "review":
      return { ...base, ...nothing, intentId: idOf(about.payment_intent) };
    default:
      return { ...base, ...nothing };
  }
}

/** Each may ask for a dozen calls, where a payment has to be reconstructed. Stripe allows 100. */
const PAGE = 50;

/** One page of the events of a window. Stripe keeps them for 30 days and lists newest first. */
export async function listEvents(
  client: Stripe,
  { fromMs, toMs, after }: EventWindow,
  deployment: string,
): Promise<EventPage> {
  const { data, has_more: hasMore } = await client.events.list({
    types: SWEPT_EVENTS,
    created: { gte: Math.floor(fromMs / 1000), lte: Math.ceil(toMs / 1000) },
    limit: PAGE,
    ...(after !== null && { starting_after: after }),
  });
  const events = data.map((event) => thinEvent(event, deployment));
  return { events, next: hasMore ? (data.at(-1)?.id ?? null) : null };
}

function idOf(reference: string | { readonly id: string } | null | undefined): IntentId | null {
  if (reference === null || reference === undefined) return null;
  return intentIdOf(typeof reference === "string" ? reference : reference.id);
}

/** Null for anything else: one odd event of the account must not stop the others. */
const intentIdOf = (text: string): IntentId | null => (hasPrefix("pi", text) ? text : null);
