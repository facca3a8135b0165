import type { ServiceView } from "../../../../contract/api.ts";
import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
import { icon } from "../../../kit/icon/icon.ts";
import { TreeMarkup } from "../../../kit/tree/tree-markup.tsx";
import { type Choice, isWeak, type OfferView } from "../../sale/choice/choice.ts";
import { totalBar } from "../../sale/total-bar/total-bar.ts";
import { Offers, tiersOf, tierWords } from "../offers/offers.tsx";
import { hasPendingDays, pendingDays } from "../open-top-ups/pending-days.ts";

interface Props {
  readonly lang: Lang;
  /** Above the date. */
  readonly label: string;
  readonly offer: OfferView;
  readonly choice: Choice;
  /** Short dates below the ticks, by number of days; an empty text: no date. */
  readonly ticks: ReadonlyMap<number, string>;
  /** Why no more can be added now; null: the offer's own limit. */
  readonly limit: string | null;
  readonly view: ServiceView;
  /** Unix ms. */
  readonly now: number;
  /** The page with another offer. */
  readonly offerHref: (id: string) => string;
}

const RULES = {
  exact: m.daysPanel_rule_exact,
  end_of_day: m.daysPanel_rule_end_of_day,
} as const;
/** Where no days are left, so that new ones start now. */
const RULES_FROM_NOW = {
  exact: m.daysPanel_ruleFromNow_exact,
  end_of_day: m.daysPanel_ruleFromNow_end_of_day,
} as const;

/** Step 1: one form with a range and submit buttons; without JavaScript it reloads the page. */
export function DaysPanel(props: Props) {
  const { lang, label, offer, choice, ticks, limit, view, now } = props;
  const { texts } = choice;
  const pending = pendingDays(view);
  return (
    <form method="get" id="days-form">
      <Offers lang={lang} offers={view.offers} chosen={offer} hrefOf={props.offerHref} />
      <p class="quiet mid">{label}</p>
      <p class="date num" data-testid="new-expiry" data-slot="expiry">
        {texts.expiry}
      </p>
      <p class="quiet mid" data-slot="start">
        {texts.start}
      </p>
      {pending > 0 && (
        <p class="mid">{m.daysPanel_pendingDays(lang, format.days(lang, pending))}</p>
      )}
      <div class="stephead">
        <label for="days">{m.daysPanel_toAdd(lang)}</label>
        <Stepper lang={lang} choice={choice} offer={offer} />
      </div>
      <Ruler lang={lang} choice={choice} offer={offer} ticks={ticks} limit={limit} />
      {limit && <p class="mid after">{limit}</p>}
      {tiersOf(offer).length > 0 && <p class="small num">{tierWords(lang, offer)}</p>}
      <p class="small quiet rule">
        {(hasSome(view, now) ? RULES : RULES_FROM_NOW)[offer.end_rule](lang)}
      </p>
      <noscript>
        <button class="btn" type="submit">
          {m.daysPanel_showPrice(lang)}
        </button>
      </noscript>
      <TreeMarkup
        tree={totalBar(lang, choice, {
          testId: "continue-days",
          name: "step",
          value: "billing",
          priceId: "price",
          second: hasPendingDays(view),
        })}
      />
    </form>
  );
}

/** Whether new days are stacked on days that are left. For a weak identity always true. */
const hasSome = (view: ServiceView, now: number): boolean => {
  const { expiry, state } = view.balance;
  return isWeak(view) || state === "hidden" || (expiry !== null && Date.parse(expiry) > now);
};

function Stepper({ lang, choice, offer }: Pick<Props, "lang" | "choice" | "offer">) {
  const less = Math.max(offer.min_quantity, choice.quantity - 1);
  const more = Math.min(offer.max_quantity, choice.quantity + 1);
  return (
    <div class="stepper">
      <button
        type="submit"
        name="pick"
        value={`${less}`}
        data-move="-1"
        aria-label={m.daysPanel_less(lang)}
      >
        <TreeMarkup tree={icon("minus")} />
      </button>
      <output for="days" class="num" data-slot="days">
        {choice.texts.days}
      </output>
      <button
        type="submit"
        name="pick"
        value={`${more}`}
        data-move="1"
        aria-label={m.daysPanel_more(lang)}
      >
        <TreeMarkup tree={icon("plus")} />
      </button>
    </div>
  );
}

/** Marks on the ruler when the horizon limits the offer; those beyond the limit are empty. */
const MARKS = 30;

function Ruler({
  lang,
  choice,
  offer,
  ticks,
  limit,
}: Pick<Props, "lang" | "choice" | "offer" | "ticks" | "limit">) {
  const most = offer.max_quantity;
  const length = limit === null ? most : Math.max(MARKS, most);
  const all = Array.from({ length }, (_, i) => i + 1);
  return (
    <div class="ruler" id="ruler">
      <div class="days" aria-hidden="true">
        {all.map((day) => (
          <i class={day <= choice.quantity ? "add" : day <= most ? "" : "far"} />
        ))}
      </div>
      <input
        type="range"
        id="days"
        name="days"
        data-testid="days"
        min={`${offer.min_quantity}`}
        max={`${length}`}
        step="1"
        value={`${choice.quantity}`}
        aria-valuetext={choice.texts.spoken}
        autocomplete="off"
      />
      <div class="picks num">
        {all.map((day) => (
          <span>
            {ticks.has(day) && (
              <Tick lang={lang} day={day} date={ticks.get(day) ?? ""} choice={choice} />
            )}
          </span>
        ))}
      </div>
    </div>
  );
}

function Tick(props: { lang: Lang; day: number; date: string; choice: Choice }) {
  const { lang, day, date, choice } = props;
  return (
    <button
      type="submit"
      name="pick"
      value={`${day}`}
      aria-pressed={day === choice.quantity ? "true" : "false"}
      aria-label={date ? m.frame_pair(lang, format.days(lang, day), date) : format.days(lang, day)}
    >
      <b>{day}</b>
      <span>{date}</span>
    </button>
  );
}
