/**
 * What every kind of offer must answer. `rulesOf` gives the answers of one offer; no other code
 * knows what a quantity of a kind costs, gives or looks like at the OCS. Instants: Unix ms.
 */
import type { BucketId } from "../../base/ids.ts";
import type { Money } from "../../base/money.ts";
import type { AccountRef } from "../../ocs/account-ref.ts";
import type { Evidence, GrantedBucket } from "../../ocs/evidence.ts";
import type { CreditOrder, RevokeOrder } from "../../ocs/order.ts";
import type { AccountReading, Reading } from "../../ocs/reading.ts";
import type { Validity } from "../../ocs/validity.ts";

/** What a sale or a grant knows of the account when it asks. */
export interface KnownAccount {
  readonly reading: AccountReading;
  readonly now: number;
  /** The latest end among other credited top-ups of the same kind; null: there is none. */
  readonly lastCreditedEndAt: number | null;
  /** Buckets that never count, whatever a reading shows of them. */
  readonly returnedBuckets: ReadonlySet<BucketId>;
  /** How far ahead a credit may end. */
  readonly horizonMs: number;
  /** IANA name; the zone in which a day ends. */
  readonly timeZone: string;
}

/** What further credit is added to, and how much of it fits. */
export interface OfferLimits {
  /** Until when the account has this kind already. */
  readonly validity: Validity;
  /** The instant from which further credit counts. */
  readonly baseAt: number;
  /**
   * What the base is without credits of ours: now, or the end of an operator's bucket that the
   * reading shows. Whatever is taken back later, a credit upon it never begins before.
   */
  readonly floorAt: number;
  /** The most that may be bought; below the offer's minimum: none. */
  readonly maxQuantity: number;
}

/** The bucket that an order is about. */
export interface OrderedBucket extends GrantedBucket {
  readonly account: AccountRef;
}

export interface OfferRules {
  /** Throws on a quantity outside the limits of the offer. */
  price(quantity: number): Money;
  /** Where the validity is `unlimited`, nothing can be sold whatever `maxQuantity` says. */
  limits(known: KnownAccount): OfferLimits;
  /** The most that a customer who only typed the service's number may buy at once. */
  readonly unverifiedMax: number;
  /** The end that a quantity gives when it is added to this base; whole seconds. */
  endAt(baseAt: number, quantity: number, timeZone: string): number;
  /** What the OCS is told to credit, and to revoke. */
  creditOrder(bucket: OrderedBucket, quantity: number): CreditOrder;
  revokeOrder(bucket: OrderedBucket): RevokeOrder;
  /** What a reading shows of a bucket that was granted. */
  evidence(reading: Reading, granted: GrantedBucket): Evidence;
  /** The quantity in English, as the description of a payment at Stripe: "7 days". */
  inWords(quantity: number): string;
}
