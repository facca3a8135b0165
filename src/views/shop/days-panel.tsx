import type { Choice, OfferView } from "../choice.ts";
import type { Lang } from "../lang/lang.ts";
import { icon } from "../tree.ts";
import { Shown } from "../tree-jsx.tsx";
import { bar } from "./bar.ts";

interface Props {
  readonly lang: Lang;
  readonly offer: OfferView;
  readonly choice: Choice;
  /** Short dates below the ticks, by day. */
  readonly dates: ReadonlyMap<number, string>;
  /** Why no more can be added now; null: the offer's own limit. */
  readonly limit: string | null;
}

/** Step 1. One form of submit buttons and a range: without script it reloads with the new price. */
export function DaysPanel({ lang, offer, choice, dates, limit }: Props) {
  const words = lang.words.daysPanel;
  const { texts } = choice;
  return (
    <form method="get" id="days-form">
      <p class="quiet mid">{words.newExpiry}</p>
      <p class="date num" data-testid="new-expiry" data-v="expiry">
        {texts.expiry}
      </p>
      <p class="quiet mid" data-v="start">
        {texts.start}
      </p>
      <div class="stephead">
        <label for="days">{words.toAdd}</label>
        <Stepper lang={lang} choice={choice} offer={offer} />
      </div>
      <Ruler lang={lang} choice={choice} offer={offer} dates={dates} />
      {limit && <p class="mid">{limit}</p>}
      <p class="small quiet rule">{words.rule[offer.end_rule]}</p>
      <noscript>
        <button class="btn" type="submit">
          {words.showPrice}
        </button>
      </noscript>
      <Shown
        tree={bar(lang, choice, {
          testId: "continue-days",
          name: "step",
          value: "billing",
          priceId: "price",
        })}
      />
    </form>
  );
}

function Stepper({ lang, choice, offer }: Pick<Props, "lang" | "choice" | "offer">) {
  const words = lang.words.daysPanel;
  const less = Math.max(offer.min_quantity, choice.quantity - 1);
  const more = Math.min(offer.max_quantity, choice.quantity + 1);
  return (
    <div class="stepper">
      <button type="submit" name="pick" value={`${less}`} data-move="-1" aria-label={words.less}>
        <Shown tree={icon("minus")} />
      </button>
      <output for="days" class="num" data-v="days">
        {choice.texts.days}
      </output>
      <button type="submit" name="pick" value={`${more}`} data-move="1" aria-label={words.more}>
        <Shown tree={icon("plus")} />
      </button>
    </div>
  );
}

function Ruler({ lang, choice, offer, dates }: Omit<Props, "limit">) {
  const all = Array.from({ length: offer.max_quantity }, (_, i) => i + 1);
  return (
    <div class="ruler" id="ruler">
      <div class="days" aria-hidden="true">
        {all.map((day) => (
          <i class={day <= choice.quantity ? "add" : ""} />
        ))}
      </div>
      <input
        type="range"
        id="days"
        name="days"
        data-testid="days"
        min={`${offer.min_quantity}`}
        max={`${offer.max_quantity}`}
        step="1"
        value={`${choice.quantity}`}
        aria-valuetext={choice.texts.spoken}
        autocomplete="off"
      />
      <div class="picks num">
        {all.map((day) => (
          <span>
            {dates.has(day) && (
              <Tick lang={lang} day={day} date={dates.get(day) ?? ""} choice={choice} />
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
      aria-label={lang.words.frame.pair(lang.days(day), date)}
    >
      <b>{day}</b>
      <span>{date}</span>
    </button>
  );
}
