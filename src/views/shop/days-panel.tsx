import type { Choice, OfferView } from "../choice.ts";
import { days } from "../format.ts";
import { el, icon } from "../tree.ts";
import { Shown } from "../tree-jsx.tsx";
import { DAYS } from "../words.ts";

interface Props {
  readonly offer: OfferView;
  readonly choice: Choice;
  /** Short dates below the ticks, by day. */
  readonly dates: ReadonlyMap<number, string>;
  /** Why no more can be added now; null: the offer's own limit. */
  readonly limit: string | null;
}

/** Step 1. One form of submit buttons and a range: without script it reloads with the new price. */
export function DaysPanel({ offer, choice, dates, limit }: Props) {
  const { texts } = choice;
  return (
    <form method="get" id="days-form">
      <p class="quiet mid">{DAYS.newExpiry}</p>
      <p class="date num" data-testid="new-expiry" data-v="expiry">
        {texts.expiry}
      </p>
      <p class="quiet mid" data-v="start">
        {texts.start}
      </p>
      <div class="stephead">
        <label for="days">{DAYS.toAdd}</label>
        <Stepper choice={choice} offer={offer} />
      </div>
      <Ruler choice={choice} offer={offer} dates={dates} />
      {limit && <p class="mid">{limit}</p>}
      <p class="small quiet rule">{DAYS.rule[offer.end_rule]}</p>
      <noscript>
        <button class="btn" type="submit">
          {DAYS.showPrice}
        </button>
      </noscript>
      <Bar choice={choice} testId="continue-days" name="step" value="billing" />
    </form>
  );
}

function Stepper({ choice, offer }: { readonly choice: Choice; readonly offer: OfferView }) {
  const less = Math.max(offer.min_quantity, choice.quantity - 1);
  const more = Math.min(offer.max_quantity, choice.quantity + 1);
  return (
    <div class="stepper">
      <button type="submit" name="pick" value={`${less}`} data-move="-1" aria-label={DAYS.less}>
        <Shown tree={icon("minus")} />
      </button>
      <output for="days" class="num" data-v="days">
        {choice.texts.days}
      </output>
      <button type="submit" name="pick" value={`${more}`} data-move="1" aria-label={DAYS.more}>
        <Shown tree={icon("plus")} />
      </button>
    </div>
  );
}

function Ruler({ choice, offer, dates }: Omit<Props, "limit">) {
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
          <span>{dates.has(day) && <Pick day={day} date={dates.get(day)} choice={choice} />}</span>
        ))}
      </div>
    </div>
  );
}

function Pick(props: { day: number; date: string | undefined; choice: Choice }) {
  const { day, date, choice } = props;
  return (
    <button
      type="submit"
      name="pick"
      value={`${day}`}
      aria-pressed={day === choice.quantity ? "true" : "false"}
      aria-label={`${days(day)}, ${date}`}
    >
      <b>{day}</b>
      <span>{date}</span>
    </button>
  );
}

interface BarProps {
  readonly choice: Choice;
  readonly testId: string;
  readonly name?: string;
  readonly value?: string;
}
/** Total and action, at the bottom of steps 1 and 2. */
export function Bar({ choice, testId, name, value }: BarProps) {
  const attrs = { class: "btn btn-main", "data-testid": testId, name: name ?? null };
  const price = testId === "continue-days" ? "price" : null;
  return (
    <div class="bar">
      <p class="total">
        <span class="num" data-v="price" data-testid={price}>
          {choice.texts.price}
        </span>
        <span class="small quiet num" data-v="breakdown">
          {choice.texts.breakdown}
        </span>
      </p>
      <Shown tree={el("button", { ...attrs, type: "submit", value: value ?? null }, DAYS.go)} />
    </div>
  );
}
