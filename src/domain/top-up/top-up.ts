import type {
  AttemptId,
  IntentId,
  LinkId,
  PayerId,
  ServiceId,
  SessionId,
  TopUpId,
} from "../base/ids.ts";
import type { Money } from "../base/money.ts";
import type { GrantedBucket } from "../ocs/evidence.ts";
import type { Offer } from "../offer/offer.ts";
import type { Decline, IntentStatus, RiskLevel, StripeReview } from "../payment/intent-reading.ts";
import type { RefundRow } from "../refund/refund.ts";
import type { FourEyes } from "./approval-request.ts";

/**
 * What the customer or caller requested, frozen with the request: after the payment nothing is read
 * from the register again.
 */
export interface TopUpRequest {
  readonly topUpId: TopUpId;
  readonly serviceId: ServiceId;
  readonly serviceOrdinal: number;
  readonly brand: string;
  readonly serviceUuid: string;
  readonly serviceLabel: string;
  readonly serviceKind: string;
  readonly imsi: string | null;
  readonly ocs: string;
  readonly tenant: string;
  readonly account: string;
  readonly timeZone: string;
  readonly offer: Offer;
  readonly quantity: number;
  readonly price: Money;
  /**
   * The browser session or the caller; each has at most one open top-up per service. Null: no
   * session made it, but a payment that came without its top-up.
   */
  readonly sessionId: SessionId | null;
  readonly payer: PayerRef;
  readonly identifiedBy: Identification;
  readonly merchant: MerchantFacts;
  readonly livemode: boolean;
  /**
   * `legacy`: a route of the older system, for a payment that its caller made. `stripe`:
   * reconstructed from the metadata of a payment whose top-up the object has lost.
   */
  readonly origin: Origin;
  /** The price is above the limit: an operator approves before the customer can pay. */
  readonly needsApproval: boolean;
  /** Shown on the customer's bank statement; part of the intent, so frozen with the rest. */
  readonly statementSuffix: string | null;
  /** The longest wait for the grant after payment; null: `Timings.maxWaitMs`. */
  readonly maxWaitMs: number | null;
  /** Which consent the customer ticked before paying, where the law asks for one. */
  readonly consent?: string;
  /** A person looks at payments of elevated risk first: `risk_review` of the brand is `review`. */
  readonly reviewsRisk?: true;
}
export const ORIGINS = ["portal", "api", "legacy", "stripe"] as const;
export type Origin = (typeof ORIGINS)[number];
/**
 * Who pays, as logs and messages say it. Name, email and address lie sealed beside the log, in one
 * row that can be erased without touching an event (decision 23).
 */
export interface PayerRef {
  readonly payerId: PayerId;
  /** Notices can be sent. False: the payer gave no email, or was erased. */
  readonly hasEmail: boolean;
}
/**
 * Who sells, as the brand said it on that day: what a document of this sale needs later, whatever
 * the brand says by then. Empty texts: the brand had none.
 */
export interface MerchantFacts {
  readonly name: string;
  readonly address: string;
  /** Company or tax number, as the law wants it on a document. */
  readonly number: string;
  readonly support: string;
  /** Addresses of the texts that the customer could read. */
  readonly terms: string;
  readonly refundPolicy: string;
  readonly privacy: string;
  /** The whole line on the customer's statement. */
  readonly statementDescriptor: string;
}
/** How the service was identified (row R2); stored with the top-up as evidence. */
export interface Identification {
  readonly method: IdentificationMethod;
  readonly linkId: LinkId | null;
}

/**
 * `address`: the register's addresses and prefixes; `ip_api`: the operator's own answer for an
 * address; `session`: an active session at the OCS; `link`: the signed link of a QR code; `typed`:
 * the visitor typed a number, which proves nothing (weak); `pair`: a caller without a key named the
 * service by its uuid and IMSI, which are printed on devices and in older systems (weak); `top_up`:
 * the address of an earlier top-up, which may be in other hands than the buyer's (weak); `caller`:
 * a legacy caller, or one with a key, named the service; `none`: not known.
 */
export const IDENTIFICATION_METHODS = [
  "address",
  "ip_api",
  "session",
  "link",
  "typed",
  "pair",
  "top_up",
  "caller",
  "none",
] as const;
export type IdentificationMethod = (typeof IDENTIFICATION_METHODS)[number];

const WEAK: ReadonlySet<IdentificationMethod> = new Set(["typed", "pair", "top_up"]);

/**
 * Weak: numbers and addresses of pages prove nothing, so no balance, date or top-up of others is
 * shown (row R3).
 */
export const isWeak = ({ method }: Pick<Identification, "method">): boolean => WEAK.has(method);

/** One attempt to pay; it has one payment intent. */
export interface Attempt {
  readonly attemptId: AttemptId;
  readonly intentId: IntentId | null;
  readonly state: IntentStatus;
  /** When its cancellation was requested (Unix ms); only Stripe's answer makes it `canceled`. */
  readonly cancelAskedAt: number | null;
  readonly decline: Decline | null;
  /** How many of its charges have failed, as far as readings have counted them; absent: none. */
  readonly declines?: number;
}

/** The payment of the paying intent; in the currency of the price unless `wrong`. */
export interface PaidMoney {
  readonly intentId: IntentId;
  readonly received: Money;
  readonly paidAt: number;
  readonly method: string | null;
  /** The vault's key of the card that paid: a mark of its payer. Absent: no card, or not read. */
  readonly cardKey?: string;
  /** Returned at Stripe without a refund row of ours; minor units. */
  readonly refundedExternallyMinor: number;
  readonly disputed: boolean;
  /** Another amount or currency than the price: it is refunded in any case. */
  readonly wrong: boolean;
  /** As Stripe said it last; for operators, and for the brand that reviews risk (decision 28). */
  readonly risk: RiskLevel | null;
  readonly review: StripeReview | null;
}

export type CreditKind = "none" | "granted" | "present" | "revoking" | "revoked" | "owed";
export interface Credit {
  readonly kind: CreditKind;
  /** 1 for the first bucket of this top-up, one more for every later grant; 0: none yet. */
  readonly generation: number;
  readonly grant: Grant | null;
  /** The buckets of earlier generations, oldest first: none of them ever counts again. */
  readonly superseded: readonly SupersededBucket[];
}
export interface SupersededBucket extends GrantedBucket {
  readonly generation: number;
}
/** Permission to send: stored before the first byte leaves, never changed afterwards. */
export interface Grant extends GrantedBucket {
  /** The instant that the credit was added to; Unix ms. */
  readonly baseAt: number;
  /** What `baseAt` was without credits of ours: the credit never begins before; Unix ms. */
  readonly floorAt: number;
  readonly grantedAt: number;
  /** What the OCS is asked, byte for byte; without the envelope that its protocol puts around. */
  readonly body: string;
}

export type Decision = "undecided" | "deliver" | "return";
/** Why a granted credit is not waited for any more: the next reading decides what became of it. */
export const RESOLVING_REASONS = [
  "deadline",
  "refused",
  "silence",
  "customer",
  "refunded_externally",
  "operator",
] as const;
export type ResolvingReason = (typeof RESOLVING_REASONS)[number];

/** Why a payment is refunded: for the customer's page and notice, and for the ledger. */
export type ReturnReason =
  | "ocs_silent"
  | "no_account"
  | "account_disabled"
  | "nothing_to_sell"
  | "waited_too_long"
  | "not_credited"
  | "wrong_amount"
  | "service_closed"
  /** A legacy caller's payment for what cannot be sold, or cannot be made out. */
  | "sale_refused"
  | "customer"
  | "operator"
  | "review"
  | "parked_too_long"
  | "refunded_externally";

export interface Lease {
  readonly fence: number;
  readonly until: number;
}

/** What the driver remembers; due-times.ts derives the next try from it. Instants: Unix ms. */
export interface Drive {
  readonly fence: number;
  readonly lease: Lease | null;
  /** How many tries since the last progress. */
  readonly tries: number;
  readonly lastTryAt: number | null;
  /** When a read first got no answer; from here on `onOutage` counts. */
  readonly firstFailedReadAt: number | null;
  readonly lastOutcome: TryOutcome | "unreadable" | null;
  /** Revocations that the OCS answered with an error, and when the first of them was. */
  readonly revocationsRefused: number;
  readonly refusedSince: number | null;
  /** Since when, and in how many readings, an answering OCS has not had the account. */
  readonly gone: { readonly since: number; readonly readings: number } | null;
}
/** `gone`: the OCS answered that there is no such account. */
export type TryOutcome = "unknown" | "absent" | "refused" | "gone";

export interface ReferenceNumbers {
  readonly provisionId: number;
  readonly invoiceId: number;
  readonly saleTransaction: number;
  readonly paymentTransaction: number;
}

/** The state of one top-up: the fold of its events and nothing else. Instants: Unix ms. */
export interface TopUp {
  readonly request: TopUpRequest;
  readonly requestedAt: number;
  readonly attempts: readonly Attempt[];
  /** Orphan intents: other intents of this top-up, canceled at Stripe unless they have paid. */
  readonly orphanIntents: readonly { readonly intentId: IntentId; readonly closed: boolean }[];
  readonly approval: "not_needed" | "asked" | "given";
  readonly canceled: boolean;
  readonly money: PaidMoney | null;
  /** The intent that has paid or may pay. */
  readonly payingIntentId: IntentId | null;
  readonly review: { readonly reason: string; readonly since: number } | null;
  /** It was let out of a review, by an operator or at Stripe: an old one puts it in no more. */
  readonly reviewPassed?: true;
  readonly decision: Decision;
  readonly returnReason: ReturnReason | null;
  readonly resolving: { readonly reason: ResolvingReason; readonly since: number } | null;
  readonly credit: Credit;
  readonly creditedAt: number | null;
  readonly parkedAt: number | null;
  /** Its place in the account's turn; a lower one goes first. Null: none. */
  readonly turn: number | null;
  readonly drive: Drive;
  readonly refunds: readonly RefundRow[];
  readonly referenceNumbers: ReferenceNumbers | null;
  readonly invoiceNumber: string | null;
  readonly notices: readonly Notice[];
  readonly findings: readonly string[];
  readonly fourEyes: FourEyes;
  /** A bank once had the payment in process or authorized: from then on D1 knows the top-up. */
  readonly atBank?: true;
  /** An operator lifted the block of its payer, for good. */
  readonly payerUnblocked?: true;
  /** When an operator erased the payer; Unix ms. Absent: never. */
  readonly payerErasedAt?: number;
  /** When the name last changed. */
  readonly since: number;
}
/** `refund_correction`: the refund that the email before told of has failed. */
export type NoticeKind = "confirmation" | "refund" | "refund_correction" | "processing";
export interface Notice {
  readonly kind: NoticeKind;
  /** Done with: handed over, undeliverable, or perhaps handed over. */
  readonly sent: boolean;
  readonly undeliverable: boolean;
  /** Handed over once without an answer; it is not handed over again. */
  readonly unsure?: boolean;
}
