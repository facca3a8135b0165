/**
 * What Stripe charges at least, so that no price is offered that it would refuse with
 * `amount_too_small` (source: docs.stripe.com/currencies). Its limit is meant in the currency in
 * which the account is paid out; a price in another currency can still be refused after
 * conversion, and is then answered with `payment_not_possible`.
 */
import { type Currency, currencyRule, type Money, money } from "../base/money.ts";
import type { DaysOffer } from "./offer.ts";
import { tieredPrice } from "./tiered-price.ts";

/** In minor units. */
const PUBLISHED: Readonly<Record<Currency, number>> = {
  aed: 200,
  bgn: 100,
  czk: 1500,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  pln: 200,
  ron: 200,
  sek: 300,
  thb: 1000,
};
/** USD, EUR, AUD and most others: half a unit; without decimals: 50 of them. */
const MOSTLY = { 0: 50, 2: 50, 3: 500 } as const;

export function minimumPrice(currency: Currency): Money {
  return money(PUBLISHED[currency] ?? MOSTLY[currencyRule(currency).exponent], currency);
}

type Priced = Pick<DaysOffer, "currency" | "unitMinor" | "tiers" | "minQuantity" | "maxQuantity">;

/**
 * The lowest price that a customer could choose. A tier is cheaper per day, so the price can fall
 * where one begins.
 */
export function lowestPrice(offer: Priced): Money {
  const begins = [offer.minQuantity, ...offer.tiers.map(({ from }) => from)];
  const prices = begins
    .filter((quantity) => quantity >= offer.minQuantity && quantity <= offer.maxQuantity)
    .map((quantity) => tieredPrice(offer, quantity).minor);
  return money(Math.min(...prices), offer.currency);
}
