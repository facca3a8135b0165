import type { ServiceView } from "../../../../contract/api.ts";
import type { Lang } from "../../../i18n/translator.ts";
import { endAfter, isWeak, type OfferView } from "../../sale/choice/choice.ts";

/** What decides how many days fit before the horizon. */
export interface HorizonInput {
  readonly view: ServiceView;
  readonly offer: OfferView;
  /** Unix ms. */
  readonly now: number;
  /** How far ahead an end may lie; ms. */
  readonly horizonMs: number;
}

/** The instant from which that many days end within the horizon; Unix ms. */
const possibleFrom = ({ view, offer, now, horizonMs }: HorizonInput, days: number): number =>
  endAfter(view, offer, days, now) - horizonMs;

/** Why the slider ends here, if the horizon and not the offer limits it; else null. */
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
 * The message why nothing can be bought; it does not speak of money. `offer`: the offer that would
 * be sold; null: none. A code without a message of its own gets that of blocked sales.
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
