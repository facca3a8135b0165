import type { ServiceView } from "../../contract/api.ts";
import { endAfter, isWeak, type OfferView } from "../choice.ts";
import type { Lang } from "../lang/lang.ts";

/** What tells how many days fit before the horizon. */
export interface Room {
  readonly view: ServiceView;
  readonly offer: OfferView;
  /** Unix ms. */
  readonly now: number;
  /** How far ahead an end may lie; ms. */
  readonly horizonMs: number;
}

/** From when so many days lie within the horizon; Unix ms. */
const possibleFrom = ({ view, offer, now, horizonMs }: Room, days: number): number =>
  endAfter(view, offer, days, now) - horizonMs;

/** When one more day would lie beyond the horizon, says so, and from when more is possible. */
export function limitWords(lang: Lang, room: Room): string | null {
  const { view, offer, now } = room;
  if (isWeak(view)) return null;
  const from = possibleFrom(room, offer.max_quantity + 1);
  if (from <= now) return null;
  return lang.words.daysPanel.horizon(
    lang.days(offer.max_quantity),
    lang.nearDate(from, view.service.time_zone, now),
  );
}

/**
 * Why nothing at all can be bought, in the customer's words, which say nothing of money. `offer` is
 * what would be sold; null: nothing is. Any other code is spoken of as a hold.
 */
export function whyNot(lang: Lang, room: Omit<Room, "offer">, offer: OfferView | null): string {
  const { view, now } = room;
  const { noSale } = lang.words;
  const code = view.blocked ?? "nothing_to_sell";
  if (code === "service_suspended" && view.service.status === "closed") return noSale.closed;
  if (code === "beyond_horizon" && offer !== null) {
    const from = possibleFrom({ ...room, offer }, offer.min_quantity);
    return noSale.full(lang.nearDate(Math.max(from, now), view.service.time_zone, now));
  }
  if (code === "balance_unreadable") return noSale.cannotPay.bold;
  return code === "service_suspended" || code === "nothing_to_sell"
    ? noSale[code]
    : noSale.service_on_hold;
}
