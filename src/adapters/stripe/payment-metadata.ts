import { hasPrefix, isOfferId } from "../../domain/base/ids.ts";
import { OFFER_KINDS } from "../../domain/base/offer-kind.ts";
import type { PaymentMetadata } from "../../domain/payment/metadata.ts";

/**
 * Payment metadata in Stripe's form: ids only, no personal data. Two deployments on one Stripe
 * account get each other's events; by `deployment` each ignores the other's payments.
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
    kind: metadata.kind,
    offer_id: metadata.offerId,
    quantity: String(metadata.quantity),
  };
}

/** Null unless all fields are this deployment's and valid: metadata can be edited by hand. */
export function fromStripeMetadata(
  metadata: Readonly<Record<string, string>> | null | undefined,
  deployment: string,
): PaymentMetadata | null {
  return metadata?.deployment === deployment ? anyMetadata(metadata) : null;
}

/** The fields under whichever deployment's id; null unless all of them are valid. */
export function anyMetadata(metadata: Readonly<Record<string, string>>): PaymentMetadata | null {
  const { top_up_id, attempt_id, service_id, offer_id, quantity } = metadata;
  const kind = OFFER_KINDS.find((one) => one === metadata.kind);
  if (kind === undefined) return null;
  if (!hasPrefix("top", top_up_id) || !hasPrefix("att", attempt_id)) return null;
  if (!hasPrefix("svc", service_id) || !isOfferId(offer_id) || offer_id === "") return null;
  if (!quantity || !/^[1-9]\d{0,8}$/.test(quantity)) return null;
  return {
    topUpId: top_up_id,
    attemptId: attempt_id,
    serviceId: service_id,
    kind,
    offerId: offer_id,
    quantity: Number(quantity),
  };
}
