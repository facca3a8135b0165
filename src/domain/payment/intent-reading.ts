import type { IntentId } from "../base/ids.ts";
import type { Money } from "../base/money.ts";
import type { PaymentMetadata, UntrustedMetadata } from "./metadata.ts";

/**
 * What Stripe says about one payment intent, read with its latest charge and refunds. To sync a
 * payment (webhook, return page, sweep) means to read this and to record it. Only a reading moves
 * money in the domain; an event or a redirect never does.
 */
export interface IntentReading {
  readonly intentId: IntentId;
  readonly status: IntentStatus;
  /** `amount_received` of a succeeded intent, `amount` otherwise. */
  readonly amount: Money;
  /** Returned so far, in minor units: all refunds, ours and others', and lost disputes. */
  readonly returnedMinor: number;
  /** A dispute is open: neither won nor lost, and more than an inquiry. */
  readonly disputed: boolean;
  readonly livemode: boolean;
  /** Our tags on the intent; null: it carries none. */
  readonly metadata: PaymentMetadata | null;
  /** What the program that made the intent wrote on it; see `UntrustedMetadata`. */
  readonly untrusted?: UntrustedMetadata;
  readonly decline: Decline | null;
  /** How many charges of it have failed: cards that a bank declined. Absent: not counted. */
  readonly declines?: number;
  /** "visa 4242", for people; null before the customer chose a method. */
  readonly method: string | null;
  /** What Radar made of the payment; null: nothing was charged yet, or it was not assessed. */
  readonly risk: RiskLevel | null;
  /** The review of the payment at Stripe; null: there is none. */
  readonly review: StripeReview | null;
  /** Stripe's name for the card's number, of what was charged; absent: no card was. In no log. */
  readonly cardFingerprint?: string;
  /** The vault's key of that card, in its place once the reading goes to an object. */
  readonly cardKey?: string;
}

/** Radar's level. By Stripe's default rules `elevated` is allowed and `highest` is blocked. */
export const RISK_LEVELS = ["normal", "elevated", "highest"] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];
/** `closed`: otherwise than approved; a refund or a dispute shows in the amounts. */
export const REVIEW_STATES = ["open", "approved", "closed"] as const;
export interface StripeReview {
  readonly reviewId: string;
  readonly state: (typeof REVIEW_STATES)[number];
}
export const isRisky = (risk: RiskLevel | null): boolean =>
  risk === "elevated" || risk === "highest";

/** The reading as an object may have it: without what Stripe knows about the person who paid. */
export const withoutPayer = ({
  untrusted: _untrusted,
  cardFingerprint: _cardFingerprint,
  ...reading
}: IntentReading): IntentReading => reading;

/** The state of an attempt at Stripe; also what the top-up stores of it. */
export type IntentStatus = "open" | "processing" | "authorized" | "succeeded" | "canceled";

export interface Decline {
  readonly code: string;
  readonly declineCode: string | null;
}
