import type { ServiceView } from "../../../../contract/api.ts";
import type { Money } from "../../../../domain/base/money.ts";
import { stackedEnd } from "../../../../domain/offer/stacking.ts";
import { tieredPrice, unitPrice } from "../../../../domain/offer/tiered-price.ts";
import { calendarDays } from "../../../../i18n/calendar.ts";
import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
import { kindMessages } from "./kind.ts";

/**
 * What the customer has chosen, in numbers and as texts. The server and, after each move of the
 * slider, the script compute it by the same function, with the domain's price and stacking rule.
 */
export interface Choice {
  readonly quantity: number;
  readonly price: Money;
  /** The new expiry; Unix ms. Null: a weak identity is not told. */
  readonly endAt: number | null;
  /** Days that are left now. */
  readonly have: number;
  readonly texts: Readonly<Record<Slot, string>>;
}
/** Places in the page (`data-slot`) whose texts change with the choice. */
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

/** The offer that the page sells: days; null: none of them can be sold. */
export const offerOf = (view: ServiceView): OfferView | null =>
  view.offers.find(({ kind }) => kind === "days") ?? null;

/** The quantity nearest to the wish that the offer sells; without a wish (null, NaN) 7 days. */
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

/** Throws on a quantity the offer does not sell. */
export const totalOf = (offer: OfferView, quantity: number): Money =>
  tieredPrice(asOffer(offer), quantity);

/** The instant on which new days are stacked, as the server says; else `now`. Unix ms. */
export const baseOf = (view: ServiceView, now: number): number =>
  view.balance.base === null ? now : Date.parse(view.balance.base);

/** Whether a typed number identified the service: then no balance and no date is shown (row R3). */
export const isWeak = (view: ServiceView): boolean => view.identification === "weak";

/** The expiry after that many more days; Unix ms. */
export const endAfter = (view: ServiceView, offer: OfferView, days: number, now: number): number =>
  stackedEnd(baseOf(view, now), days, offer.end_rule, view.service.time_zone);

const TICKS: readonly number[] = [1, 7, 14, 21];

/** The numbers of days below the slider with their dates; a weak identity gets no dates. */
export function ticksOf(
  lang: Lang,
  view: ServiceView,
  offer: OfferView,
  now: number,
): ReadonlyMap<number, string> {
  const last = offer.max_quantity;
  // A tick close to the last one would overlap it.
  const ticks = [...TICKS.filter((day) => day === 1 || day + 4 <= last), last];
  const date = (day: number) =>
    isWeak(view) ? "" : format.tick(lang, endAfter(view, offer, day, now), view.service.time_zone);
  return new Map(ticks.map((day) => [day, date(day)]));
}

/**
 * The label with the last digits: "Hotspot dongle, ends in 994". Where no label is shown to the
 * customer, the kind of service stands for it.
 */
export function labelOf(
  lang: Lang,
  { label, kind, last_digits: last }: ServiceView["service"],
): string {
  const name = label || kindMessages(kind).title(lang);
  return last === null || name.endsWith(last)
    ? name
    : m.frame_pair(lang, name, m.frame_endsIn(lang, last));
}

/** Calendar days until the expiry; 0: none, or it ends today. */
export function daysLeft(view: ServiceView, now: number): number {
  const { expiry } = view.balance;
  if (expiry === null || Date.parse(expiry) <= now) return 0;
  return calendarDays(now, Date.parse(expiry), view.service.time_zone);
}

/** Throws on a quantity that the offer does not sell: see `quantityWithin`. */
export function choose(
  lang: Lang,
  view: ServiceView,
  offer: OfferView,
  quantity: number,
  now: number,
): Choice {
  const endAt = isWeak(view) ? null : endAfter(view, offer, quantity, now);
  const total = totalOf(offer, quantity);
  const have = daysLeft(view, now);
  return {
    quantity,
    price: total,
    endAt,
    have,
    texts: textsOf(lang, view.service, { quantity, price: total, endAt, have, offer }),
  };
}

interface ChoiceFacts extends Pick<Choice, "quantity" | "price" | "endAt" | "have"> {
  readonly offer: OfferView;
}

function textsOf(lang: Lang, service: ServiceView["service"], facts: ChoiceFacts): Choice["texts"] {
  const many = format.days(lang, facts.quantity);
  const total = format.money(lang, facts.price);
  return {
    days: many,
    price: total,
    breakdown: breakdown(lang, facts),
    order: m.days_order(lang, many, labelOf(lang, service)),
    pay: m.pay_pay(lang, total),
    terms: m.pay_terms(lang, total, many, kindMessages(service.kind).goods(lang)),
    ...endTexts(lang, service.time_zone, many, facts),
  };
}

/** The texts with the new expiry; for a weak identity, that it is shown after the payment. */
function endTexts(
  lang: Lang,
  zone: string,
  many: string,
  { endAt, have }: ChoiceFacts,
): Pick<Choice["texts"], "expiry" | "start" | "until" | "spoken"> {
  if (endAt === null) {
    const start = m.days_later(lang);
    return {
      expiry: m.days_plus(lang, many),
      start,
      until: `${start} ${m.pay_taxed(lang)}`,
      spoken: many,
    };
  }
  const expiry = format.fullDate(lang, endAt, zone);
  const since = have > 0 ? m.days_addedTo(lang, format.days(lang, have)) : m.days_startsNow(lang);
  const start = m.days_start(
    lang,
    format.clock(lang, endAt, zone),
    format.atZone(lang, zone),
    since,
  );
  return {
    expiry,
    start,
    until: m.pay_until(lang, expiry, start),
    spoken: m.days_spoken(lang, many, expiry),
  };
}

function breakdown(lang: Lang, { offer, quantity, price: total }: ChoiceFacts): string {
  const { currency } = offer;
  const many = format.days(lang, quantity);
  const unitMinor = unitPrice(asOffer(offer), quantity);
  const unit = format.money(lang, { minor: unitMinor, currency });
  // Rounded up to what Stripe takes: without a word the multiplication would be a wrong one.
  if (unitMinor * quantity !== total.minor) return m.days_rounded(lang, many, unit);
  const saved = offer.unit_minor * quantity - total.minor;
  return saved > 0
    ? m.days_volume(lang, many, unit, format.money(lang, { minor: saved, currency }))
    : m.days_breakdown(lang, many, unit);
}
