import { attemptId, type IntentId, type TopUpId } from "../../../domain/base/ids.ts";
import type { IntentReading } from "../../../domain/payment/intent-reading.ts";
import type { PaymentMetadata } from "../../../domain/payment/metadata.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import { derivedId } from "../../base/derived-id.ts";
import type { PaymentBinding } from "../../ports/payment-bindings.ts";
import type { Ports } from "../../ports/ports.ts";

export type OwnerNeeds = Pick<Ports, "paymentBindings" | "objects">;

/**
 * The top-up that a payment is for: our own metadata on the intent says so, or the object that
 * holds the intent, or a binding.
 */
export interface PaymentOwner {
  readonly metadata: PaymentMetadata;
  readonly binding: PaymentBinding | null;
}

/**
 * Null: the payment is not ours. Under another deployment's id it is ours all the same if the
 * object that it names holds the intent. The binding of one without our metadata is read in D1, so
 * this throws when D1 is silent.
 */
export async function ownerOf(
  needs: OwnerNeeds,
  reading: IntentReading,
): Promise<PaymentOwner | null> {
  const metadata = reading.metadata ?? (await heldUnderOtherTag(needs, reading));
  if (metadata) return { metadata, binding: null };
  const binding = await needs.paymentBindings.bindingOf(reading.intentId);
  return binding && { metadata: metadataOfBinding(binding), binding };
}

/**
 * The tags of an intent that stands under another deployment's id, if the object that they name
 * holds this very intent. Null: it does not.
 */
export async function heldUnderOtherTag(
  { objects }: Pick<Ports, "objects">,
  { intentId, untrusted }: IntentReading,
): Promise<PaymentMetadata | null> {
  const claimed = untrusted?.otherTag?.metadata ?? null;
  if (claimed === null) return null;
  const { serviceId, topUpId } = claimed;
  const topUp = await objects.of(serviceId).loadTopUp({ topUpId });
  return topUp !== null && holds(topUp, intentId) ? claimed : null;
}

/** Whether the object names this intent already. */
export const holds = (
  { attempts, payingIntentId, refunds, orphanIntents }: TopUp,
  intentId: IntentId,
) =>
  payingIntentId === intentId ||
  [...attempts, ...refunds, ...orphanIntents].some((one) => one.intentId === intentId);

/**
 * A reading of an intent that the object itself has named, under whichever deployment's id: what is
 * recorded with it carries the tags by which the object finds its top-up.
 */
export const asHeld = (reading: IntentReading): IntentReading => ({
  ...reading,
  metadata: reading.metadata ?? reading.untrusted?.otherTag?.metadata ?? null,
});

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

/**
 * Whether the call that bound this payment has tagged it too, under the id that this deployment had
 * then. Another deployment's tag stands under an id that is none of the binding's.
 */
export function isTaggedByBinding({ untrusted }: IntentReading, binding: PaymentBinding): boolean {
  const tag = untrusted?.otherTag ?? null;
  return tag !== null && tag.deployment === binding.deployment && isFor(tag.metadata, binding);
}

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
