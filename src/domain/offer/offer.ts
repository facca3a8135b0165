import type { OfferId } from "../base/ids.ts";
import type { OfferKind } from "../base/offer-kind.ts";
import type { EngineSettings } from "../ocs/order.ts";

/**
 * What can be bought, of one of the kinds. The offer carries everything that the grant needs, so a
 * paid top-up never reads the register. What its kind means is asked of `rulesOf` (`kinds/rules`).
 */
export type Offer = DaysOffer;

/** What offers of every kind have. */
interface OfferOfKind<K extends OfferKind> {
  readonly id: OfferId;
  readonly kind: K;
  readonly name: string;
  readonly currency: string;
  readonly minQuantity: number;
  readonly maxQuantity: number;
  readonly bucket: BucketTemplate;
  /** How long a paid, ungranted top-up waits for a silent OCS; seconds. Null: the default. */
  readonly onOutageSeconds: number | null;
  /** The operator refunds while the OCS is silent and carries the risk of a late credit. */
  readonly refundWhileSilent: boolean;
}

/**
 * Days of service. `unitMinor` is the price of one day in minor units; a tier replaces it from
 * `from` days on, for all days of the purchase. The `value` of its bucket is not what is sold: it
 * must only last for the days.
 */
export interface DaysOffer extends OfferOfKind<"days"> {
  readonly unitMinor: number;
  readonly tiers: readonly PriceTier[];
  /** `exact`: ends N × 24 h later. `end_of_day`: at 23:59:59 of that day in the service's zone. */
  readonly endRule: EndRule;
}
export type EndRule = "exact" | "end_of_day";
export interface PriceTier {
  readonly from: number;
  readonly unitMinor: number;
}

/** The bucket of an offer at the OCS. The core compares `type` and passes the rest on. */
export interface BucketTemplate {
  /** What it holds, in the engine's word (`*data`). */
  readonly type: string;
  /** How much it holds, in the engine's unit; above 0. */
  readonly value: number;
  /** Which bucket of an account is used first: the heavier one. */
  readonly weight: number;
  /** Ids of the operator's buckets that count as validity too; `*` at the end is a wildcard. */
  readonly operatorBuckets: string;
  /** For the engine's adapter alone. */
  readonly settings: EngineSettings;
}

/** Those of one kind, in the order given: callers that buy by a kind's own word take the first. */
export const offersOf = <K extends OfferKind>(
  kind: K,
  offers: readonly Offer[],
): readonly Extract<Offer, { kind: K }>[] =>
  offers.filter((offer): offer is Extract<Offer, { kind: K }> => offer.kind === kind);

/** Whether the quantity is a whole number between the limits of the offer. */
export function withinLimits(
  offer: Pick<Offer, "minQuantity" | "maxQuantity">,
  quantity: number,
): boolean {
  return (
    Number.isInteger(quantity) && quantity >= offer.minQuantity && quantity <= offer.maxQuantity
  );
}
