import { currencyRule, type Money, money } from "../base/money.ts";
import { type Offer, type PriceTier, withinLimits } from "./offer.ts";

/** A price per unit; from some quantity on another one, for all units of the purchase. */
interface Tiered {
  readonly unitMinor: number;
  readonly tiers: readonly PriceTier[];
}

/** Price per unit for a quantity: the last tier that begins at or below it. */
export function unitPrice({ unitMinor, tiers }: Tiered, quantity: number): number {
  let unit = unitMinor;
  for (const tier of tiers) if (quantity >= tier.from) unit = tier.unitMinor;
  return unit;
}

/**
 * The price in minor units; no other code computes it (row C5). Rounded up to the currency's step,
 * because Stripe refuses 5.50 ISK. Throws on a quantity outside the offer's limits: the routes
 * check it before and name the field.
 */
export function tieredPrice(
  offer: Tiered & Pick<Offer, "currency" | "minQuantity" | "maxQuantity">,
  quantity: number,
): Money {
  if (!withinLimits(offer, quantity)) throw new Error(`not for sale: ${quantity}`);
  const { step } = currencyRule(offer.currency);
  const exact = unitPrice(offer, quantity) * quantity;
  return money(Math.ceil(exact / step) * step, offer.currency);
}
