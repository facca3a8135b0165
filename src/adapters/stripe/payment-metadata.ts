import type { PaymentMetadata } from "../../domain/payment/metadata.ts";

/**
 * Our marks as Stripe's metadata. Ids only: no personal data belongs there. `deployment` tells
 * two houses on one Stripe account apart: each hears of the other's payments and leaves them alone.
 */
export function toStripeMetadata(
  metadata: PaymentMetadata,
  deployment: string,
): Record<string, string> {
  return {
    deployment,
    top_up_id: metadata.topUpId,
    attempt_id: metadata.attemptId,
    service_id: metadata.serviceId,
    offer_id: metadata.offerId,
    quantity: String(metadata.quantity),
  };
}

/** Null when they are not all ours. Metadata can be edited by hand, so nothing is trusted. */
export function fromStripeMetadata(
  metadata: Readonly<Record<string, string>> | null | undefined,
  deployment: string,
): PaymentMetadata | null {
  if (!metadata || metadata.deployment !== deployment) return null;
  const { top_up_id, attempt_id, service_id, offer_id, quantity } = metadata;
  if (!top_up_id || !attempt_id || !service_id || !offer_id) return null;
  if (!quantity || !/^[1-9]\d{0,8}$/.test(quantity)) return null;
  return {
    topUpId: top_up_id,
    attemptId: attempt_id,
    serviceId: service_id,
    offerId: offer_id,
    quantity: Number(quantity),
  };
}
