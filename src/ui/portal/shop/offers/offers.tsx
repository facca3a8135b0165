import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
import type { OfferView } from "../../sale/choice/choice.ts";

interface Props {
  readonly lang: Lang;
  readonly offers: readonly OfferView[];
  readonly chosen: OfferView;
  readonly hrefOf: (id: string) => string;
}

/**
 * The offers side by side, by name, with price and volume prices; nothing where there is only one.
 * Links, because another offer has other limits: its page is loaded, with or without script.
 */
export function Offers({ lang, offers, chosen, hrefOf }: Props) {
  if (offers.length < 2) return null;
  return (
    <>
      <input type="hidden" name="offer" value={chosen.id} />
      <ul class="offers num" aria-label={m.offers_title(lang)}>
        {offers.map((one) => (
          <li>
            <a
              class="btn btn-wide"
              href={hrefOf(one.id)}
              aria-current={one.id === chosen.id ? "true" : undefined}
            >
              <b>{one.name}</b> <span>{perDay(lang, one, one.unit_minor)}</span>{" "}
              {tiersOf(one).length > 0 && <span class="small quiet">{tierWords(lang, one)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

const perDay = (lang: Lang, { currency }: OfferView, minor: number): string =>
  m.offers_perDay(lang, format.money(lang, { minor, currency }));

/** Volume prices that can be reached now. */
export const tiersOf = ({ tiers, max_quantity: most }: OfferView) =>
  tiers.filter(({ from }) => from <= most);

/** "A$9.70 a day from 14 days", of each volume price. */
export const tierWords = (lang: Lang, offer: OfferView): string =>
  tiersOf(offer)
    .map((tier) =>
      m.offers_tier(lang, perDay(lang, offer, tier.unit_minor), format.days(lang, tier.from)),
    )
    .join(" · ");
