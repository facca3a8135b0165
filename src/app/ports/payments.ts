import type { AttemptId, Id, IntentId, RefundId } from "../../domain/base/ids.ts";
import type { Money } from "../../domain/base/money.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import type { PaymentMetadata } from "../../domain/payment/metadata.ts";
import type { RefundOutcome, RefundRow } from "../../domain/refund/refund.ts";
import type { WhyNoIntent } from "../../domain/top-up/decide/no-intent.ts";

/** An intent to create: everything that Stripe gets about it. */
export interface NewIntent {
  readonly attemptId: AttemptId;
  readonly amount: Money;
  readonly metadata: PaymentMetadata;
  /** "7 days for Hotspot dongle": on Stripe's dashboard. No personal data. */
  readonly description: string;
  /** Appended to the account's descriptor on the customer's statement; 22 characters together. */
  readonly statementSuffix: string | null;
}
/** A payment that a legacy caller made, and the metadata that it is to carry from now on. */
export interface TaggedIntent {
  readonly intentId: IntentId;
  readonly metadata: PaymentMetadata;
}
export interface CreatedIntent {
  readonly intentId: IntentId;
  readonly clientSecret: string;
  readonly livemode: boolean;
}
/** A try to pay an intent: with what the customer entered at Stripe, which made a token of it. */
export interface ConfirmOrder {
  readonly attemptId: AttemptId;
  readonly intentId: IntentId;
  /** Good for one try. */
  readonly confirmationToken: ConfirmationToken;
  /** Where a bank or a method leads back to; null: to the address that the token holds. */
  readonly returnUrl: string | null;
}
export type ConfirmationToken = Id<"ctoken">;
/** What Stripe answered to a try. */
export interface Confirmed {
  /** `action`: the bank or the method asks the customer for something first. */
  readonly payment: "sent" | "action" | "declined";
  /** What the customer is asked for; null: nothing. */
  readonly action: "bank_check" | "redirect" | "other" | null;
  /** Null where it could be tried again with it: the secret confirms, so it stays here. */
  readonly clientSecret: string | null;
  /** Why it was declined, as Stripe says it; null: it was not, or Stripe gives no reason. */
  readonly error: ConfirmationError | null;
}
/** Stripe's error without its sentence, which is not ours to show. */
export interface ConfirmationError {
  readonly type: string;
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly param: string | null;
}
/** An intent to cancel. */
export interface CancelOrder {
  /** What the idempotency key is made of: the attempt; of an orphan intent, the intent itself. */
  readonly keyId: AttemptId | IntentId;
  readonly intentId: IntentId;
}

export interface RefundOrder {
  readonly refundId: RefundId;
  readonly intentId: IntentId;
  readonly amount: Money;
  readonly purpose: RefundRow["purpose"];
  /** Which key of the row, from 1; see `keyNumberOf`. */
  readonly keyNumber: number;
}

/** A webhook endpoint of the Stripe account, of this deployment or of another program. */
export interface WebhookEndpoint {
  readonly url: string;
  readonly enabled: boolean;
  /** The deployment that it names in its metadata; null: none. */
  readonly deployment: string | null;
}

/** Events of this time (Unix ms), at most fifty, newest first. */
export interface EventWindow {
  readonly fromMs: number;
  readonly toMs: number;
  /** `next` of the page before; null: the newest page. */
  readonly after: string | null;
}
export interface EventPage {
  readonly events: readonly StripeEvent[];
  /** Null: there are no older ones in this window. */
  readonly next: string | null;
}

/** A verified webhook event, reduced to ids: what they name is read again at Stripe. */
export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  /** Unix milliseconds, Stripe's clock. */
  readonly createdAt: number;
  readonly livemode: boolean;
  /** The payment intent it concerns, also for charge, refund and dispute events; null: none. */
  readonly intentId: IntentId | null;
  /**
   * This deployment's metadata on the event's own copy of the intent, where it has one (saves a
   * read). Null under another deployment's id: what the object holds decides then.
   */
  readonly metadata: PaymentMetadata | null;
  /** For refund events: Stripe's id, and our id from the refund's metadata. */
  readonly refund: { readonly stripeRefundId: string; readonly refundId: RefundId | null } | null;
}

/**
 * Payments at Stripe. Every method throws `PortFault` when there was no usable answer, unless its
 * return type has a word for that.
 */
export interface Payments {
  readonly livemode: boolean;
  /**
   * Key `pi:<attempt>`; the same attempt always gets the same intent, and never a confirmed one
   * (decision 29). Throws `IntentNotMade` when this attempt can get none.
   */
  createIntent(input: NewIntent): Promise<CreatedIntent>;
  /** Key `tag:<intent>`. Writes our metadata onto a bound payment; again: the same metadata. */
  tagIntent(input: TaggedIntent): Promise<void>;
  /** The intent with its latest charge, refunds and dispute. Null: Stripe does not know it. */
  readIntent(intentId: IntentId): Promise<IntentReading | null>;
  /** The client secret of an open intent, for a repeated request of the same session. */
  clientSecret(intentId: IntentId): Promise<string>;
  /** The fingerprint of the card that a token stands for; null: no card, or no such token. */
  cardOf(token: ConfirmationToken): Promise<string | null>;
  /**
   * Key `confirm:<attempt>:<token>`: the same token again is the same try, and has the same answer.
   * A decline is an answer. Without one the try is neither made nor not made: the intent is read.
   */
  confirmIntent(order: ConfirmOrder): Promise<Confirmed>;
  /** Key `cancel:<keyId>`. Answers with the intent as it is then (it may have succeeded). */
  cancelIntent(order: CancelOrder): Promise<IntentReading>;
  /** Key `re:<refund>`, later `re:<refund>:2` and so on; metadata refund_id. */
  createRefund(order: RefundOrder): Promise<RefundOutcome>;
  /** Lists the intent's refunds and matches their metadata; null: none of ours there. */
  findRefund(order: RefundOrder): Promise<RefundOutcome | null>;
  readRefund(stripeRefundId: string): Promise<RefundOutcome>;
  /** A person has approved the payment: its review at Stripe is closed as approved. */
  approveReview(reviewId: string): Promise<void>;
  /** All of the account; `forbidden`: this key may not read them. Asks once, not again. */
  listWebhookEndpoints(budget: {
    readonly withinMs: number;
  }): Promise<readonly WebhookEndpoint[] | "forbidden">;
  /** Raw body and header; age at most 300 s both ways. Throws `BadSignature`. */
  verifyWebhook(rawBody: string, signature: string, nowMs: number): Promise<StripeEvent>;
  /** One page of what the sweep acts on: payments, refunds, disputes, reviews. */
  listEvents(window: EventWindow): Promise<EventPage>;
}

/** Stripe has answered, and the attempt gets no intent; asking again brings the same answer. */
export class IntentNotMade extends Error {
  readonly why: WhyNoIntent;
  /** Stripe's code and the parameter that it names, for the log; empty: it names none. */
  readonly code: string;
  readonly param: string;

  constructor(why: WhyNoIntent, message: string, { code = "", param = "" } = {}) {
    super(message);
    this.name = "IntentNotMade";
    this.why = why;
    this.code = code;
    this.param = param;
  }
}

/** The signature of a webhook does not fit its body, or is too old. */
export class BadSignature extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BadSignature";
  }
}
