import { stackedEnd } from "../../domain/validity.ts";
import type { Billing, Field } from "../billing.ts";
import { baseOf, type Choice, choose, type OfferView } from "../choice.ts";
import { kindOf } from "../kind.ts";
import type { Lang } from "../lang/lang.ts";
import { Layout, Main, type Site } from "../layout.tsx";
import { lineOfDays } from "../line-of-days.ts";
import { type ShopData, stepAddress } from "../page-data.ts";
import { stepsTree } from "../steps.ts";
import { Shown } from "../tree-jsx.tsx";
import { Balance } from "./balance.tsx";
import { billingPanel } from "./billing-panel.ts";
import { DaysPanel } from "./days-panel.tsx";
import { paymentPanel } from "./payment-panel.ts";
import { Running } from "./running.tsx";

interface Props {
  readonly site: Site;
  readonly data: ShopData;
  readonly offer: OfferView;
  readonly billing: Billing;
  readonly mistakes: Partial<Record<Field, string>>;
  /** How far ahead an end may lie; ms. */
  readonly horizonMs: number;
}

/**
 * The page with the four steps. Whoever comes for the first one gets the forms of the others with
 * the second script; whoever comes for those gets everything, script or not.
 */
export function ShopPage(props: Props) {
  const { site, data, offer } = props;
  const { lang } = site;
  const { steps, kinds, frame } = lang.words;
  const choice = choose(lang, data.view, offer, data.quantity, data.now);
  const title = frame.pair(steps[data.step], kinds[kindOf(data.view.service.kind)].title);
  return (
    <Layout site={site} title={title} data={data}>
      <Main
        have={<Have lang={lang} data={data} choice={choice} />}
        act={<Act {...props} choice={choice} />}
      />
    </Layout>
  );
}

interface HaveProps {
  readonly lang: Lang;
  readonly data: ShopData;
  readonly choice: Choice;
}

function Have({ lang, data, choice }: HaveProps) {
  const { newExpiry, change } = lang.words.daysPanel;
  const here = stepAddress(data.path, "days", choice.quantity);
  return (
    <>
      <div class="bal" data-have="balance" hidden={data.step !== "days"}>
        <Balance
          lang={lang}
          view={data.view}
          now={data.now}
          here={here}
          byLink={data.link !== null}
        />
      </div>
      <div class="strip" data-have="strip" hidden={data.step === "days"}>
        <p class="quiet mid">{newExpiry}</p>
        <p class="row">
          <strong class="when num" data-v="expiry">
            {choice.texts.expiry}
          </strong>
          <strong class="num amt" data-v="price">
            {choice.texts.price}
          </strong>
        </p>
        <p class="row quiet mid">
          <span data-v="order">{choice.texts.order}</span>
          <a href={here} data-go="days">
            {change}
          </a>
        </p>
        <div id="line">
          <Shown tree={lineOfDays({ have: choice.have, more: choice.quantity, mark: "add" })} />
        </div>
      </div>
    </>
  );
}

function Act(props: Props & { readonly choice: Choice }) {
  const { data, choice, offer } = props;
  const { lang } = props.site;
  const address = (step: ShopData["step"]) => stepAddress(data.path, step, choice.quantity);
  const billingForm = billingPanel(lang, {
    choice,
    billing: props.billing,
    mistakes: props.mistakes,
    action: address("billing"),
  });
  const hidden = (step: ShopData["step"]) => ({ "data-panel": step, hidden: data.step !== step });
  return (
    <>
      <div id="steps">
        <Shown tree={stepsTree(lang, data.step, address)} />
      </div>
      <div id="notices">
        <Running lang={lang} view={data.view} />
      </div>
      <div {...hidden("days")}>
        <DaysPanel
          lang={lang}
          offer={offer}
          choice={choice}
          dates={tickDates(props)}
          limit={limitWords(props)}
        />
      </div>
      <div {...hidden("billing")}>
        {data.step === "days" ? (
          <p class="quiet mid">{lang.words.billing.opening}</p>
        ) : (
          <Shown tree={billingForm} />
        )}
      </div>
      <div {...hidden("payment")}>
        {data.step !== "days" && <Shown tree={paymentPanel(lang, choice)} />}
      </div>
    </>
  );
}

const TICKS: readonly number[] = [1, 7, 14, 21];

function tickDates({ site, data, offer }: Props): ReadonlyMap<number, string> {
  const { view, now } = data;
  const zone = view.service.time_zone;
  const last = offer.max_quantity;
  // A tick next to the last one would lie on top of it.
  const ticks = [...TICKS.filter((day) => day === 1 || day + 4 <= last), last];
  return new Map(
    ticks.map((day) => {
      const endAt = stackedEnd(baseOf(view, now), day, offer.end_rule, zone);
      return [day, site.lang.tick(endAt, zone)];
    }),
  );
}

/** When one more day would lie beyond the horizon, says so, and from when more is possible. */
function limitWords({ site, data, offer, horizonMs }: Props): string | null {
  const zone = data.view.service.time_zone;
  const base = baseOf(data.view, data.now);
  const next = stackedEnd(base, offer.max_quantity + 1, offer.end_rule, zone);
  const from = next - horizonMs;
  if (from <= data.now) return null;
  const { lang } = site;
  return lang.words.daysPanel.horizon(
    lang.days(offer.max_quantity),
    lang.nearDate(from, zone, data.now),
  );
}
