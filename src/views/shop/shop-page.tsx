import type { Billing, Field } from "../billing.ts";
import { type Choice, choose, type OfferView, ticksOf } from "../choice.ts";
import { kindOf } from "../kind.ts";
import type { Lang } from "../lang/lang.ts";
import { Layout, Main, type Site } from "../layout.tsx";
import { lineOfDays, weeksLegend } from "../line-of-days.ts";
import { type ShopData, stepAddress } from "../page-data.ts";
import { stepsTree } from "../steps.ts";
import { Shown } from "../tree-jsx.tsx";
import { balanceTree } from "./balance.ts";
import { billingPanel } from "./billing-panel.ts";
import { Closed } from "./closed.tsx";
import { DaysPanel } from "./days-panel.tsx";
import { limitWords } from "./horizon.ts";
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
    <Layout site={site} title={title} data={forScript(data)}>
      <Main
        have={<Have lang={lang} data={data} choice={choice} />}
        act={<Act {...props} choice={choice} />}
      />
    </Layout>
  );
}

/** What is under way is drawn here alone, and would be weight before the first view. */
const forScript = (data: ShopData): ShopData => ({ ...data, view: { ...data.view, running: [] } });

interface HaveProps {
  readonly lang: Lang;
  readonly data: ShopData;
  readonly choice: Choice;
}

function Have({ lang, data, choice }: HaveProps) {
  const { change } = lang.words.daysPanel;
  const here = stepAddress(data.path, "days", choice.quantity);
  return (
    <>
      <div class="bal" data-have="balance" hidden={data.step !== "days"}>
        <Shown tree={balanceTree({ lang, view: data.view, now: data.now, here })} />
      </div>
      <div class="strip" data-have="strip" hidden={data.step === "days"}>
        <p class="quiet mid">{heroLabel(lang, choice)}</p>
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
        <div id="line" hidden={choice.endAt === null}>
          <Shown tree={weeksLegend(lang, choice.have + choice.quantity)} />
          <Shown tree={lineOfDays({ have: choice.have, more: choice.quantity, mark: "add" })} />
        </div>
      </div>
    </>
  );
}

function Act(props: Props & { readonly choice: Choice }) {
  const { data, choice, offer, horizonMs } = props;
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
        <Running lang={lang} view={data.view} now={data.now} />
      </div>
      {data.step !== "days" && <Closed lang={lang} />}
      <div {...hidden("days")}>
        <DaysPanel
          lang={lang}
          label={heroLabel(lang, choice)}
          offer={offer}
          choice={choice}
          ticks={ticksOf(lang, data.view, offer, data.now)}
          limit={limitWords(lang, { view: data.view, offer, now: data.now, horizonMs })}
          view={data.view}
          now={data.now}
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

/** What the days give is a date; whoever typed a number is told it once it is paid. */
const heroLabel = (lang: Lang, { endAt }: Choice): string =>
  endAt === null ? lang.words.daysPanel.youAdd : lang.words.daysPanel.newExpiry;
