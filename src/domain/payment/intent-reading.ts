import type { Money } from "../base/money.ts";

/**
 * What Stripe says about one payment intent, read with its latest charge and refunds (the `settle`
 * of webhook, return page and sweep). Only this moves money in the core; an event or a redirect
 * never does.
 */
export interface IntentReading {
  readonly intentId: string;
  readonly status: IntentStatus;
  /** `amount_received` of a succeeded intent, `amount` otherwise. */
  readonly amount: Money;
  /** Given back so far: refunds, ours and others', and chargebacks that ended against us. */
  readonly returnedMinor: number;
  /** A chargeback is open: neither won nor lost, and more than an inquiry. */
  readonly disputed: boolean;
  readonly livemode: boolean;
  /** Our marks on the intent, null when it carries none. */
  readonly metadata: PaymentMetadata | null;
  /** What is written on the intent besides our mark: the word of whoever made and paid it. */
  readonly untrusted?: UntrustedMetadata;
  readonly decline: Decline | null;
  /** "visa 4242", for people; null before a method was used. */
  readonly method: string | null;
  readonly riskElevated: boolean;
}
export type IntentStatus = "open" | "processing" | "authorized" | "succeeded" | "canceled";

export interface PaymentMetadata {
  readonly topUpId: string;
  readonly attemptId: string;
  readonly serviceId: string;
  readonly offerId: string;
  readonly quantity: number;
}

/**
 * A payment that somebody else made on this Stripe account, perhaps an older system for one of our
 * services (row I1). Its metadata is the only word on whom it is for, until we mark it as ours.
 */
export interface UntrustedMetadata {
  readonly serviceUuid: string | null;
  readonly imsi: string | null;
  /** When the intent was made; Unix ms, Stripe's clock. */
  readonly createdAt: number;
  /** It carries the mark of another house, or one of ours that was changed: never taken over. */
  readonly otherDeployment: boolean;
  /** Whoever paid, as Stripe was told; empty: nobody said. */
  readonly payer: { readonly name: string; readonly email: string };
}

export interface Decline {
  readonly code: string;
  readonly declineCode: string | null;
}
