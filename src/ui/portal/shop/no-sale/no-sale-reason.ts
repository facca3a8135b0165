import type { ServiceView } from "../../../../contract/api.ts";
import type { Lang } from "../../../i18n/translator.ts";
import { endAfter, isWeak, type OfferView } from "../../sale/choice/choice.ts";

/** What tells how many days fit before the horizon. */
export interface HorizonInput {
  readonly view: ServiceView;
  readonly offer: OfferView;
  /** Unix ms. */
  readonly now: number;
  /** How far ahead an end may lie; ms. */
  readonly horizonMs: number;
}

/** From when so many days lie within the horizon; Unix ms. */
const possibleFrom = ({ view, offer, now, horizonMs }: HorizonInput, days: number): number =>
  endAfter(view, offer, days, now) - horizonMs;

/** When one more day would lie beyond the horizon, says so, and from when more is possible. */
export function limitReason(lang: Lang, input: HorizonInput): string | null {
  const { view, offer, now } = input;
  if (isWeak(view)) return null;
  const from = possibleFrom(input, offer.max_quantity + 1);
  if (from <= now) return null;
  return lang.messages.daysPanel.limit(
    lang.days(offer.max_quantity),
    lang.nearDate(from, view.service.time_zone, now),
  );
}

/**
 * Why nothing at all can be bought, in the customer's words, which say nothing of money. `offer` is
 * what would be sold; null: nothing is. Any other code is spoken of as a hold.
 */
export function noSaleReason(
  lang: Lang,
  input: Omit<HorizonInput, "offer">,
  offer: OfferView | null,
): string {
  const { view, now } = input;
  const { noSale } = lang.messages;
  const code = view.blocked ?? "nothing_to_sell";
  if (code === "service_suspended" && view.service.status === "closed") return noSale.closed;
  if (code === "beyond_horizon" && offer !== null) {
    const from = possibleFrom({ ...input, offer }, offer.min_quantity);
    return noSale.full(lang.nearDate(Math.max(from, now), view.service.time_zone, now));
  }
  if (code === "balance_unreadable") return noSale.cannotPay.bold;
  return code === "service_suspended" || code === "nothing_to_sell"
    ? noSale[code]
    : noSale.service_sales_blocked;
}
