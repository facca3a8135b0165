import type { AttemptId, OfferId, ServiceId, TopUpId } from "../base/ids.ts";
import type { OfferKind } from "../base/offer-kind.ts";

/** Our tags on a payment intent, written when it is created: which top-up it pays. */
export interface PaymentMetadata {
  readonly topUpId: TopUpId;
  readonly attemptId: AttemptId;
  readonly serviceId: ServiceId;
  /** Of what was bought: the offer may be off sale when its payment is found again. */
  readonly kind: OfferKind;
  readonly offerId: OfferId;
  readonly quantity: number;
}

/** Whole tags of a payment under another deployment's id. */
export interface OtherTag {
  readonly deployment: string;
  readonly metadata: PaymentMetadata;
}

/**
 * What else is written on a payment intent. Another program on this Stripe account can have made
 * it, for example an older system for one of our services (row I1). Until we tag such an intent,
 * this metadata is the only hint for whom it is, and it proves nothing.
 */
export interface UntrustedMetadata {
  readonly serviceUuid: string | null;
  readonly imsi: string | null;
  /** How many days the customer pays for; null: the metadata say nothing about it. */
  readonly days: number | null;
  /** When the intent was made; Unix ms, Stripe's clock. */
  readonly createdAt: number;
  /** It carries the tags of another deployment, or tags of ours that were changed. */
  readonly otherDeployment: boolean;
  /**
   * Whole tags under another deployment's id. They prove nothing, but the payment is ours all the
   * same if the object that they name holds this intent: deployments are renamed. Null: none.
   */
  readonly otherTag?: OtherTag | null;
  /** The payer's data at Stripe; empty texts: Stripe has none. */
  readonly payer: { readonly name: string; readonly email: string };
}
