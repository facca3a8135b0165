import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { lineOfDays, weeksLegend } from "../../kit/line-of-days/line-of-days.ts";
import { TreeMarkup } from "../../kit/tree/tree-markup.tsx";
import { billingPanel } from "../checkout/billing-panel/billing-panel.ts";
import { paymentPanel } from "../checkout/payment-panel/payment-panel.ts";
import { UnavailableTemplate } from "../checkout/unavailable/unavailable.tsx";
import { Layout, Main } from "../layout/layout.tsx";
import { stepAddress } from "../page/addresses.ts";
import type { ShopData } from "../page/page-data.ts";
import type { Site } from "../page/site.ts";
import type { Billing, Field } from "../sale/billing/billing.ts";
import { type Choice, choose, type OfferView, ticksOf } from "../sale/choice/choice.ts";
import { kindMessages } from "../sale/choice/kind.ts";
import { stepName, stepsTree } from "../sale/steps/steps.ts";
import { balanceTree } from "./balance/balance.ts";
import { DaysPanel } from "./days-panel/days-panel.tsx";
import { limitReason } from "./no-sale/no-sale-reason.ts";
import { OpenTopUps } from "./open-top-ups/open-top-ups.tsx";

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
 * The page with the four steps. Opened at step 1 it is without the forms of the later steps, which
 * the second script draws; opened at a later step it has them all, so that it works without
 * scripts.
 */
export function ShopPage(props: Props) {
  const { site, data, offer } = props;
  const { lang } = site;
  const choice = choose(lang, data.view, offer, data.quantity, data.now);
  const title = m.frame_pair(
    lang,
    stepName(lang, data.step),
    kindMessages(data.view.service.kind).title(lang),
  );
  return (
    <Layout site={site} title={title} data={forScript(data)}>
      <Main
        have={<Have lang={lang} data={data} choice={choice} />}
        act={<Act {...props} choice={choice} />}
      />
    </Layout>
  );
}

/** Only the server draws open top-ups, so the script's data is sent without them. */
const forScript = (data: ShopData): ShopData => ({
  ...data,
  view: { ...data.view, open_top_ups: [] },
});

interface HaveProps {
  readonly lang: Lang;
  readonly data: ShopData;
  readonly choice: Choice;
}

function Have({ lang, data, choice }: HaveProps) {
  const selfHref = stepAddress(data.path, "days", choice.quantity, data.offer);
  return (
    <>
      <div class="bal" id="balance" hidden={data.step !== "days"}>
        <TreeMarkup tree={balanceTree({ lang, view: data.view, now: data.now, selfHref })} />
      </div>
      <div class="strip" id="strip" hidden={data.step === "days"}>
        <p class="quiet mid">{heroLabel(lang, choice)}</p>
        <p class="row">
          <strong class="when num" data-slot="expiry">
            {choice.texts.expiry}
          </strong>
          <strong class="num amt" data-slot="price">
            {choice.texts.price}
          </strong>
        </p>
        <p class="row quiet mid">
          <span data-slot="order">{choice.texts.order}</span>
          <a href={selfHref} data-go="days">
            {m.daysPanel_change(lang)}
          </a>
        </p>
        <div id="line" hidden={choice.endAt === null}>
          <TreeMarkup tree={weeksLegend(lang, choice.have + choice.quantity)} />
          <TreeMarkup
            tree={lineOfDays({ have: choice.have, more: choice.quantity, mark: "add" })}
          />
        </div>
      </div>
    </>
  );
}

function Act(props: Props & { readonly choice: Choice }) {
  const { data, choice, offer, horizonMs } = props;
  const { lang } = props.site;
  const address = (step: ShopData["step"]) =>
    stepAddress(data.path, step, choice.quantity, data.offer);
  const billingForm = () => {
    const { billing, mistakes } = props;
    return billingPanel(lang, { choice, billing, mistakes, action: address("billing") });
  };
  const hidden = (step: ShopData["step"]) => ({ "data-panel": step, hidden: data.step !== step });
  return (
    <>
      <div id="steps">
        <TreeMarkup tree={stepsTree(lang, data.step, address)} />
      </div>
      <div id="banners">
        <OpenTopUps
          lang={lang}
          view={data.view}
          now={data.now}
          link={data.link}
          payHref={(quantity) => stepAddress(data.path, "payment", quantity)}
        />
      </div>
      {data.step !== "days" && <UnavailableTemplate lang={lang} />}
      <div {...hidden("days")}>
        <DaysPanel
          lang={lang}
          label={heroLabel(lang, choice)}
          offer={offer}
          choice={choice}
          ticks={ticksOf(lang, data.view, offer, data.now)}
          limit={limitReason(lang, { view: data.view, offer, now: data.now, horizonMs })}
          view={data.view}
          now={data.now}
          offerHref={(id) => stepAddress(data.path, "days", choice.quantity, id)}
        />
      </div>
      <div {...hidden("billing")}>
        {data.step === "days" ? (
          <p class="quiet mid">{m.billing_opening(lang)}</p>
        ) : (
          <TreeMarkup tree={billingForm()} />
        )}
      </div>
      <div {...hidden("payment")}>
        {data.step !== "days" && <TreeMarkup tree={paymentPanel(lang, choice)} />}
      </div>
    </>
  );
}

/** The label above the date; a weak identity sees the days in its place until it has paid. */
const heroLabel = (lang: Lang, { endAt }: Choice): string =>
  endAt === null ? m.daysPanel_youAdd(lang) : m.daysPanel_newExpiry(lang);
