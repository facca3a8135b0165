import type { ServiceView } from "../contract/api.ts";
import type { Money } from "../domain/money.ts";
import { price, unitPrice } from "../domain/offer.ts";
import { stackedEnd } from "../domain/validity.ts";
import { calendarDays, clock, days, fullDate, money, zoneName } from "./format.ts";
import { BALANCE, DAYS, kindOf, PAY } from "./words.ts";

/**
 * What the customer chose, in numbers and in words. One function for the first page and for every
 * move of the slider, on the domain's own price and stacking rule.
 */
export interface Choice {
  readonly quantity: number;
  readonly price: Money;
  /** The new expiry; Unix ms. */
  readonly endAt: number;
  /** Days already there; marks on the line of days. */
  readonly have: number;
  readonly texts: Readonly<Record<Slot, string>>;
}
/** Places in the page (`data-v`) whose words follow the choice. */
export type Slot =
  | "days"
  | "price"
  | "breakdown"
  | "expiry"
  | "start"
  | "order"
  | "pay"
  | "terms"
  | "until"
  | "spoken";

export type OfferView = ServiceView["offers"][number];

/** The offer on the page; null: nothing can be sold. */
export const offerOf = (view: ServiceView): OfferView | null => view.offers[0] ?? null;

/** Brings any wish into what the offer sells; 7 days when there is none. */
export function quantityWithin(offer: OfferView, wish: number | null): number {
  const asked = wish !== null && Number.isFinite(wish) ? Math.round(wish) : 7;
  return Math.min(offer.max_quantity, Math.max(offer.min_quantity, asked));
}

const asOffer = (o: OfferView) => ({
  currency: o.currency,
  unitMinor: o.unit_minor,
  tiers: o.tiers.map((tier) => ({ from: tier.from, unitMinor: tier.unit_minor })),
  minQuantity: o.min_quantity,
  maxQuantity: o.max_quantity,
});

/** Where the days are stacked; the server says so, now is only the fallback. Unix ms. */
export const baseOf = (view: ServiceView, now: number): number =>
  view.balance.base === null ? now : Date.parse(view.balance.base);

/** The label with the last digits: "Hotspot dongle, ends in 994". */
export function labelOf(service: ServiceView["service"]): string {
  const last = service.last_digits;
  return last === null || service.label.endsWith(last)
    ? service.label
    : `${service.label}, ${BALANCE.endsIn(last)}`;
}

export function daysLeft(view: ServiceView, now: number): number {
  const { expiry } = view.balance;
  if (expiry === null || Date.parse(expiry) <= now) return 0;
  return calendarDays(now, Date.parse(expiry), view.service.time_zone);
}

/** Throws on a quantity the offer does not sell: bring it within the limits first. */
export function choose(view: ServiceView, offer: OfferView, quantity: number, now: number): Choice {
  const zone = view.service.time_zone;
  const endAt = stackedEnd(baseOf(view, now), quantity, offer.end_rule, zone);
  const total = price(asOffer(offer), quantity);
  const have = daysLeft(view, now);
  const expiry = fullDate(endAt, zone);
  const word = { days: days(quantity), price: money(total), time: clock(endAt, zone) };
  const since = have > 0 ? DAYS.addedTo(days(have)) : DAYS.startsNow;
  return {
    quantity,
    price: total,
    endAt,
    have,
    texts: {
      days: word.days,
      price: word.price,
      breakdown: breakdown(offer, quantity, total),
      expiry,
      start: `${word.time} ${zoneName(zone)}, ${since}`,
      order: DAYS.order(word.days, labelOf(view.service)),
      pay: PAY.pay(word.price),
      terms: PAY.terms(word.price, word.days, kindOf(view.service.kind).goods),
      until: PAY.until(expiry, word.time),
      spoken: DAYS.spoken(word.days, expiry),
    },
  };
}

function breakdown(offer: OfferView, quantity: number, total: Money): string {
  const unit = unitPrice(asOffer(offer), quantity);
  const text = money({ minor: unit, currency: offer.currency });
  const saved = offer.unit_minor * quantity - total.minor;
  return saved > 0
    ? DAYS.volume(days(quantity), text, money({ minor: saved, currency: offer.currency }))
    : DAYS.breakdown(days(quantity), text);
}
