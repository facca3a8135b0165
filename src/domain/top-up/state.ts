import type { Money } from "../base/money.ts";
import type { Offer } from "../offer/offer.ts";
import type { Decline } from "../payment/intent-reading.ts";
import type { RefundRow } from "../refund/refund.ts";

/** What was asked for, frozen when it was asked: nothing is looked up again once money is in. */
export interface TopUpRequest {
  readonly topUpId: string;
  readonly serviceId: string;
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
  /** The browser session or the caller; at most one open top-up each. */
  readonly sessionId: string;
  readonly customer: Customer;
  readonly identifiedBy: Identification;
  readonly livemode: boolean;
  /**
   * `legacy`: an older system's door, for a payment that its caller made. `stripe`: rebuilt from
   * the mark on a payment that nobody here remembers.
   */
  readonly origin: Origin;
  /** Above the limit: a person agrees before anybody pays. */
  readonly needsApproval: boolean;
  /** For the customer's statement; part of the intent, so frozen with the rest. */
  readonly statementSuffix: string | null;
  /** Waits for its credit at most this long after payment; null: the default (10 min). */
  readonly maxWaitMs: number | null;
  /** The sentence that the customer ticked before paying, where the law asks for one. */
  readonly consent?: string;
}
export const ORIGINS = ["portal", "api", "legacy", "stripe"] as const;
export type Origin = (typeof ORIGINS)[number];
export interface Customer {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
}
/** How the service was found (row R2): kept on the top-up as evidence. */
export interface Identification {
  readonly method: IdentificationMethod;
  readonly ip: string | null;
  readonly linkId: string | null;
}

/**
 * `address`: the register's addresses and prefixes; `ip_api`: the operator's own answer for an
 * address; `session`: an active session at the OCS; `link`: the signed link of a QR code; `typed`:
 * a number that somebody typed, which proves nothing (weak); `caller`: an older system vouched;
 * `none`: nobody said.
 */
export const IDENTIFICATION_METHODS = [
  "address",
  "ip_api",
  "session",
  "link",
  "typed",
  "caller",
  "none",
] as const;
export type IdentificationMethod = (typeof IDENTIFICATION_METHODS)[number];

/** Somebody typed a number: no balance, no date, no top-ups of others are shown (row R3). */
export const isWeak = ({ method }: Identification): boolean => method === "typed";

/** One try to pay = one payment intent. */
export interface Attempt {
  readonly attemptId: string;
  readonly intentId: string | null;
  readonly state: "open" | "processing" | "authorized" | "succeeded" | "canceled";
  /** Cancelling was asked for; only Stripe's answer makes it true. */
  readonly cancelAskedAt: number | null;
  readonly decline: Decline | null;
}

/** Money of the paying intent. Minor units of the price's currency unless `wrong`. */
export interface PaidMoney {
  readonly intentId: string;
  readonly received: Money;
  readonly paidAt: number;
  readonly method: string | null;
  /** Given back at Stripe by others than our refund rows. */
  readonly refundedExternallyMinor: number;
  readonly disputed: boolean;
  /** Not the price, or not the currency: goes back, whatever else is true. */
  readonly wrong: boolean;
}

export type CreditKind = "none" | "granted" | "present" | "revoking" | "revoked" | "owed";
export interface Credit {
  readonly kind: CreditKind;
  /** 1 for the first bucket of this top-up; a new one for every new promise. */
  readonly generation: number;
  readonly grant: Grant | null;
}
/** Permission to send: written before the first byte leaves, never changed afterwards. */
export interface Grant {
  readonly bucketId: string;
  /** The frozen end; Unix ms, whole seconds. */
  readonly endAt: number;
  /** Where the days were stacked onto; Unix ms. */
  readonly baseAt: number;
  readonly grantedAt: number;
  /** The request to the OCS, byte for byte. */
  readonly body: string;
}

export type Decision = "undecided" | "deliver" | "return";
export type ResolvingReason =
  | "deadline"
  | "refused"
  | "silence"
  | "refunded_externally"
  | "operator";

/** Why money goes back: what the customer is told, and what the books say. */
export type ReturnReason =
  | "ocs_silent"
  | "no_account"
  | "account_disabled"
  | "nothing_to_sell"
  | "waited_too_long"
  | "not_credited"
  | "wrong_amount"
  | "service_closed"
  | "customer"
  | "operator"
  | "review"
  | "parked_too_long"
  | "refunded_externally";

export interface Lease {
  readonly fence: number;
  readonly until: number;
}

/** The driver's memory: when the next try is due follows from it (due-times.ts). */
export interface Drive {
  readonly fence: number;
  readonly lease: Lease | null;
  /** Tries since the last progress. */
  readonly tries: number;
  readonly lastTryAt: number | null;
  /** The first read before the grant that got no answer; starts `onOutage`. */
  readonly firstFailedReadAt: number | null;
  readonly lastOutcome: "unknown" | "absent" | "refused" | "unreadable" | null;
  readonly revocationsRefused: number;
}

export interface ReferenceNumbers {
  readonly provisionId: number;
  readonly invoiceId: number;
  readonly saleTransaction: number;
  readonly paymentTransaction: number;
}

/** The whole truth about one top-up; a fold of its events and nothing else. */
export interface TopUp {
  readonly request: TopUpRequest;
  readonly requestedAt: number;
  readonly attempts: readonly Attempt[];
  /** Other intents of this top-up: to be cancelled at Stripe, unless they paid or were returned. */
  readonly orphanIntents: readonly { readonly intentId: string; readonly closed: boolean }[];
  readonly approval: "not_needed" | "asked" | "given";
  readonly canceled: boolean;
  readonly money: PaidMoney | null;
  /** The intent we look at now. */
  readonly payingIntentId: string | null;
  readonly review: { readonly reason: string; readonly since: number } | null;
  readonly decision: Decision;
  readonly returnReason: ReturnReason | null;
  readonly resolving: { readonly reason: ResolvingReason; readonly since: number } | null;
  readonly credit: Credit;
  readonly creditedAt: number | null;
  readonly parkedAt: number | null;
  /** Place in the account's queue; lower goes first. Null: not in it. */
  readonly turn: number | null;
  readonly drive: Drive;
  readonly refunds: readonly RefundRow[];
  readonly referenceNumbers: ReferenceNumbers | null;
  readonly invoiceNumber: string | null;
  readonly notices: readonly Notice[];
  readonly findings: readonly string[];
  /** A bank was sending or holding money for it once: from then on the books know of it. */
  readonly atBank?: true;
  /** When the name last changed; Unix ms. */
  readonly since: number;
}
export type NoticeKind = "confirmation" | "refund" | "processing";
export interface Notice {
  readonly kind: NoticeKind;
  /** Dealt with: handed over, undeliverable, or nobody can tell. */
  readonly sent: boolean;
  readonly undeliverable: boolean;
  /** Handed over once, with no answer; it is not handed over again. */
  readonly unsure?: boolean;
}
