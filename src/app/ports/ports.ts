/**
 * The ports: what the verbs may ask of the world. Every port has a real adapter and, in tests, a
 * stateful fake; nothing here knows Stripe's, CGRateS's or Cloudflare's types.
 */
import type { IdPrefix } from "../../domain/base/ids.ts";
import type { Money } from "../../domain/base/money.ts";
import type { Timings } from "../../domain/base/timings.ts";
import type { Reading, WriteAnswer } from "../../domain/ocs/reading.ts";
import type { IntentReading } from "../../domain/payment/intent-reading.ts";
import type { PaymentMetadata } from "../../domain/payment/metadata.ts";
import type { AddressSource, IdentificationLimiter } from "./address-source.ts";
import type { PaymentBindings } from "./payment-bindings.ts";
import type { Books, Links, Register } from "./register.ts";
import type { ServiceObjects } from "./service-objects.ts";

export interface Ports {
  readonly objects: ServiceObjects;
  readonly payments: Payments;
  readonly ocs: ChargingSystem;
  readonly register: Register;
  readonly links: Links;
  /** Asked whose an address is that the register does not know; the most trusted one first. */
  readonly addressSources: readonly AddressSource[];
  readonly identificationLimiter: IdentificationLimiter;
  readonly books: Books;
  readonly paymentBindings: PaymentBindings;
  readonly emailSender: EmailSender;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly signer: Signer;
  readonly log: Log;
  readonly settings: UseCaseSettings;
}

/** The configuration that verbs decide by; the rest never leaves compose. */
export interface UseCaseSettings {
  readonly timings: Timings;
  readonly brand: string;
  readonly supportContact: string;
  readonly selfCareName: string;
  readonly publicUrl: string;
  readonly statementSuffix: string | null;
  /** Whether a service may be found by typing its number (row R3). */
  readonly typedIdentity: boolean;
  /** Of the country whose numbers may be typed with a 0 in front; digits. */
  readonly countryCode: string | null;
  /** The sentence a customer must tick before paying; null: the law asks for none here. */
  readonly withdrawalConsent: string | null;
  /** Above this a person agrees first (row C3). */
  readonly approvalAbove: Money;
  /** Absent: letters name the portal and its support, and nothing else of who sells. */
  readonly merchantProfile?: MerchantProfile;
}
/** Who sells, as letters to customers say it; an empty text is not configured. */
export interface MerchantProfile {
  readonly merchant: {
    readonly name: string;
    readonly address: string;
    readonly number: string;
  };
  /** Web addresses. */
  readonly links: {
    readonly terms: string;
    readonly privacy: string;
    readonly refundPolicy: string;
  };
  /** What stands on the customer's statement. */
  readonly statementDescriptor: string;
  /** `#rrggbb`, readable on light and on dark grounds; null: the house's own. */
  readonly accent: { readonly light: string; readonly dark: string } | null;
}

export type Purpose = "link" | "service" | "quote";
/** Signed tokens: base64url payload and HMAC, one derived key per purpose. */
export interface Signer {
  sign(purpose: Purpose, payload: Readonly<Record<string, unknown>>): Promise<string>;
  /** The payload when the signature is right, else null. Ends (`exp`) are the caller's to check. */
  verify(purpose: Purpose, token: string): Promise<Readonly<Record<string, unknown>> | null>;
}

export interface Clock {
  /** Unix milliseconds. */
  now(): number;
}

export interface Ids {
  /** A fresh id: prefix, 48 bits of time, 80 random bits. */
  fresh(prefix: IdPrefix): string;
}

/** Structured lines for the person at night. Never personal data, never a secret. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fault: unknown, fields?: Readonly<Record<string, unknown>>): void;
}

// --- Stripe -----------------------------------------------------------------------------------

export interface NewIntent {
  readonly attemptId: string;
  readonly amount: Money;
  readonly metadata: PaymentMetadata;
  /** "7 days for Hotspot dongle": on the dashboard. No personal data. */
  readonly description: string;
  /** Appended to the account's descriptor on the customer's statement; 22 characters together. */
  readonly statementSuffix: string | null;
}
/** A payment that somebody else made, and the mark that it is to carry from now on. */
export interface TaggedIntent {
  readonly intentId: string;
  readonly metadata: PaymentMetadata;
}
export interface CreatedIntent {
  readonly intentId: string;
  readonly clientSecret: string;
  readonly livemode: boolean;
}

/** How a refund stands at Stripe. `succeeded` is not final: it can turn to `failed` days later. */
export type RefundReading =
  | { readonly kind: "succeeded" | "pending"; readonly stripeRefundId: string }
  | { readonly kind: "failed"; readonly stripeRefundId: string; readonly reason: string }
  /** Stripe will not: why, in its code. */
  | { readonly kind: "refused"; readonly why: RefundRefusal; readonly text: string }
  /** No answer, or one that proves nothing. */
  | { readonly kind: "unknown"; readonly text: string };
export type RefundRefusal = "already_refunded" | "disputed" | "other";

export interface RefundOrder {
  readonly refundId: string;
  readonly intentId: string;
  readonly amount: Money;
}

/** A verified webhook event, as thin as we need it: ids only, the truth is read again. */
export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  /** Unix milliseconds, Stripe's clock. */
  readonly createdAt: number;
  readonly livemode: boolean;
  /** The payment intent it concerns, also for charge, refund and dispute events; null: none. */
  readonly intentId: string | null;
  /** The mark on the event's own copy of the intent, where it has one (saves a look-up). */
  readonly metadata: PaymentMetadata | null;
  /** For refund events: Stripe's id and our id from its metadata. */
  readonly refund: { readonly stripeRefundId: string; readonly refundId: string | null } | null;
}

/**
 * Payments at Stripe. Every method throws `PortFault` when there was no usable answer, unless its
 * return type has a word for that.
 */
export interface Payments {
  readonly livemode: boolean;
  /** Key `pi:<attempt>`; the same attempt always gets the same intent. */
  createIntent(input: NewIntent): Promise<CreatedIntent>;
  /** Key `tag:<intent>`. Writes our mark onto a claimed payment; again: the same mark. */
  tagIntent(input: TaggedIntent): Promise<void>;
  /** The intent with latest charge, refunds and dispute. Null: Stripe does not know it. */
  readIntent(intentId: string): Promise<IntentReading | null>;
  /** The client secret of an open intent, for a repeated request of the same session. */
  clientSecret(intentId: string): Promise<string>;
  /** Key `cancel:<attempt>`. Answers with the intent as it stands then (it may have succeeded). */
  cancelIntent(input: { attemptId: string; intentId: string }): Promise<IntentReading>;
  /** Key `re:<refund>`, metadata refund_id. */
  createRefund(order: RefundOrder): Promise<RefundReading>;
  /** By listing the intent's refunds and matching metadata; null: none of ours there. */
  findRefund(order: RefundOrder): Promise<RefundReading | null>;
  readRefund(stripeRefundId: string): Promise<RefundReading>;
  /** Raw body and header; age at most 300 s both ways. Throws `BadSignature`. */
  verifyWebhook(rawBody: string, signature: string, nowMs: number): Promise<StripeEvent>;
  /** Payments that succeeded and refund events of a window (Unix ms), oldest first, all pages. */
  listEvents(window: { fromMs: number; toMs: number }): Promise<readonly StripeEvent[]>;
}

/** The other side did not answer in a way that proves anything. */
export class PortFault extends Error {
  readonly port: string;
  constructor(port: string, message: string, cause?: unknown) {
    super(`${port}: ${message}`, { cause });
    this.name = "PortFault";
    this.port = port;
  }
}
export class BadSignature extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BadSignature";
  }
}

// --- The OCS ----------------------------------------------------------------------------------

export interface AccountRef {
  readonly ocs: string;
  readonly tenant: string;
  readonly account: string;
}

/**
 * The online charging system. Never throws for an OCS that is silent or broken: that is an answer
 * too (`unreadable`, `unknown`). Each call ends within the configured time (2.5 s).
 */
export interface ChargingSystem {
  /**
   * Reads the database of the engine directly, so it is evidence. `patienceMs`: give up sooner
   * than the configured time.
   */
  read(account: AccountRef, timeBudgetMs?: number): Promise<Reading>;
  /**
   * Sends a frozen SetBalance body, byte for byte as the object granted it. Never called with
   * anything else.
   */
  write(account: AccountRef, body: string): Promise<WriteAnswer>;
}

// --- Mail and queues ---------------------------------------------------------------------------

export interface EmailMessage {
  /** Doubles as idempotency key where the mail service knows such keys. */
  readonly noticeId: string;
  readonly to: { readonly email: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  /** The same letter as HTML that fetches nothing. */
  readonly html: string;
}
export interface EmailSender {
  /** The service knows a letter by its `noticeId`, and takes it once however often it comes. */
  readonly keyed: boolean;
  /**
   * Hands over. `undeliverable`: this address will never be served, asking again is no use.
   * `unsure`: without keys, no answer that tells whether it was taken. Throws `PortFault` when it
   * may be handed over again: it was not taken or, with keys, nobody knows.
   */
  send(message: EmailMessage): Promise<"taken" | "undeliverable" | "unsure">;
}

/** Thin messages: ids only. What to do is asked of the object by whoever receives one. */
export interface Queues {
  provision(message: { serviceId: string; topUpId: string }): Promise<void>;
  /** Refund rows and cancellations of a top-up. */
  refund(message: { serviceId: string; topUpId: string }): Promise<void>;
  project(message: { serviceId: string }): Promise<void>;
  notify(message: { serviceId: string; topUpId: string }): Promise<void>;
}
