import type { ServiceView } from "../../../../contract/api.ts";
import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
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
  return m.daysPanel_limit(
    lang,
    format.days(lang, offer.max_quantity),
    format.nearDate(lang, from, view.service.time_zone, now),
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
  const code = view.blocked ?? "nothing_to_sell";
  if (code === "service_suspended" && view.service.status === "closed")
    return m.noSale_closed(lang);
  if (code === "beyond_horizon" && offer !== null) {
    const from = possibleFrom({ ...input, offer }, offer.min_quantity);
    return m.noSale_full(
      lang,
      format.nearDate(lang, Math.max(from, now), view.service.time_zone, now),
    );
  }
  if (code === "deployment_id_conflict") return m.unavailable_bold(lang);
  if (code === "balance_unreadable") return m.noSale_cannotPay_bold(lang);
  if (code === "service_suspended") return m.noSale_service_suspended(lang);
  if (code === "nothing_to_sell") return m.noSale_nothing_to_sell(lang);
  return m.noSale_service_sales_blocked(lang);
}
