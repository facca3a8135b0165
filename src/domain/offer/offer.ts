import type { OfferId } from "../base/ids.ts";
import { currencyRule, type Money, money } from "../base/money.ts";

/**
 * What can be bought. `unitMinor` is the price of one day in minor units; a tier replaces it from
 * `from` days on, for all days of the purchase. The offer carries everything that the grant needs,
 * so a paid top-up never reads the register.
 */
export interface Offer {
  readonly id: OfferId;
  readonly kind: "days";
  readonly name: string;
  readonly currency: string;
  readonly unitMinor: number;
  readonly tiers: readonly PriceTier[];
  readonly minQuantity: number;
  readonly maxQuantity: number;
  /** `exact`: ends N × 24 h later. `end_of_day`: at 23:59:59 of that day in the service's zone. */
  readonly endRule: EndRule;
  /** The bucket at the OCS. Its `value` is not what is sold: it must only last for the days. */
  readonly bucket: BucketTemplate;
  /** How long a paid, ungranted top-up waits for a silent OCS; seconds. Null: the default. */
  readonly onOutageSeconds: number | null;
  /** The operator refunds while the OCS is silent and carries the risk of a late credit. */
  readonly refundWhileSilent: boolean;
}
export type EndRule = "exact" | "end_of_day";
export interface PriceTier {
  readonly from: number;
  readonly unitMinor: number;
}
export interface BucketTemplate {
  readonly balanceType: string;
  readonly value: number;
  readonly weight: number;
  readonly ratingSubject: string | null;
  /** Ids of the operator's buckets that count as validity too; `*` at the end is a wildcard. */
  readonly operatorPattern: string;
}

/** The bucket of days, as recorded on real engines: free data that no month uses up (row C4). */
export const DAYS_BUCKET: BucketTemplate = {
  balanceType: "*data",
  value: 100_000_000_000_000,
  weight: 20,
  ratingSubject: "*zero1048576ns",
  operatorPattern: "plan_*",
};

/** Price per day for a quantity: the last tier that begins at or below it. */
export function unitPrice(offer: Pick<Offer, "unitMinor" | "tiers">, quantity: number): number {
  let unit = offer.unitMinor;
  for (const tier of offer.tiers) if (quantity >= tier.from) unit = tier.unitMinor;
  return unit;
}

/**
 * The price in minor units; no other code computes it (row C5). Rounded up to the currency's step,
 * because Stripe refuses 5.50 ISK. Throws on a quantity outside the offer's limits: the routes
 * check it before and name the field.
 */
export function price(
  offer: Pick<Offer, "currency" | "unitMinor" | "tiers" | "minQuantity" | "maxQuantity">,
  quantity: number,
): Money {
  if (!withinLimits(offer, quantity)) throw new Error(`not for sale: ${quantity}`);
  const { step } = currencyRule(offer.currency);
  const exact = unitPrice(offer, quantity) * quantity;
  return money(Math.ceil(exact / step) * step, offer.currency);
}

/** Whether the quantity is a whole number between the limits of the offer. */
export function withinLimits(
  offer: Pick<Offer, "minQuantity" | "maxQuantity">,
  quantity: number,
): boolean {
  return (
    Number.isInteger(quantity) && quantity >= offer.minQuantity && quantity <= offer.maxQuantity
  );
}
