import { attemptId, type IntentId, type TopUpId } from "../../../domain/base/ids.ts";
import type { IntentReading } from "../../../domain/payment/intent-reading.ts";
import type { PaymentMetadata } from "../../../domain/payment/metadata.ts";
import { derivedId } from "../../base/derived-id.ts";
import type { PaymentBinding } from "../../ports/payment-bindings.ts";
import type { Ports } from "../../ports/ports.ts";

export type OwnerNeeds = Pick<Ports, "paymentBindings">;

/** The top-up that a payment is for: our own metadata on the intent says so, or a binding does. */
export interface PaymentOwner {
  readonly metadata: PaymentMetadata;
  readonly binding: PaymentBinding | null;
}

/**
 * Null: the payment is not ours. The binding of one without our metadata is read in D1, so this
 * throws when D1 is silent.
 */
export async function ownerOf(
  { paymentBindings }: OwnerNeeds,
  reading: IntentReading,
): Promise<PaymentOwner | null> {
  if (reading.metadata) return { metadata: reading.metadata, binding: null };
  const binding = await paymentBindings.bindingOf(reading.intentId);
  return binding && { metadata: metadataOfBinding(binding), binding };
}

/**
 * The binding of a legacy caller's payment that carries our metadata already, because the call that
 * bound it died after tagging the intent. Null: we made this intent ourselves. Throws when D1 is
 * silent.
 */
export async function bindingBehind(
  { paymentBindings }: OwnerNeeds,
  { intentId }: IntentReading,
  metadata: PaymentMetadata,
): Promise<PaymentBinding | null> {
  if (metadata.topUpId !== (await boundTopUpId(intentId))) return null;
  const binding = await paymentBindings.bindingOf(intentId);
  return binding && isFor(metadata, binding) ? binding : null;
}

/** The top-up of a bound payment: it follows from the intent, so that there can be only one. */
export const boundTopUpId = (intentId: IntentId): Promise<TopUpId> => derivedId("top", intentId);

/** Whether the metadata on an intent names what the binding says. */
export const isFor = ({ topUpId, serviceId }: PaymentMetadata, binding: PaymentBinding): boolean =>
  topUpId === binding.topUpId && serviceId === binding.serviceId;

/** The metadata that the intent would carry, had we made it; older systems sell days only. */
export function metadataOfBinding({
  topUpId,
  serviceId,
  offerId,
  quantity,
}: PaymentBinding): PaymentMetadata {
  const kind = "days";
  return { topUpId, attemptId: attemptId(topUpId, 1), serviceId, kind, offerId, quantity };
}
