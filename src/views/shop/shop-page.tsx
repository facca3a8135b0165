import { stackedEnd } from "../../domain/validity.ts";
import type { Billing, Field } from "../billing.ts";
import { baseOf, type Choice, choose, type OfferView } from "../choice.ts";
import { dayAndMonth, days, nearDate } from "../format.ts";
import { type Brand, Layout, Main } from "../layout.tsx";
import { lineOfDays } from "../line-of-days.ts";
import { noticeTree } from "../notice.ts";
import { type ShopData, stepAddress, topUpPath } from "../page-data.ts";
import { stepsTree } from "../steps.ts";
import { el } from "../tree.ts";
import { Shown } from "../tree-jsx.tsx";
import { DAYS, kindOf, NOTICES, STEPS } from "../words.ts";
import { Balance } from "./balance.tsx";
import { BillingPanel } from "./billing-panel.tsx";
import { DaysPanel } from "./days-panel.tsx";
import { PaymentPanel } from "./payment-panel.tsx";

interface Props {
  readonly brand: Brand;
  readonly data: ShopData;
  readonly offer: OfferView;
  readonly billing: Billing;
  readonly mistakes: Partial<Record<Field, string>>;
  /** How far ahead an end may lie; ms. */
  readonly horizonMs: number;
}

/** The page with the four steps; all three forms are in it, the script only switches. */
export function ShopPage(props: Props) {
  const { brand, data, offer } = props;
  const choice = choose(data.view, offer, data.quantity, data.now);
  const title = `${STEPS[data.step]}, ${kindOf(data.view.service.kind).title}`;
  return (
    <Layout brand={brand} title={title} data={data}>
      <Main have={<Have data={data} choice={choice} />} act={<Act {...props} choice={choice} />} />
    </Layout>
  );
}

function Have({ data, choice }: { readonly data: ShopData; readonly choice: Choice }) {
  const here = stepAddress(data.path, "days", choice.quantity);
  return (
    <>
      <div class="bal" data-have="balance" hidden={data.step !== "days"}>
        <Balance view={data.view} now={data.now} here={here} byLink={data.link !== null} />
      </div>
      <div class="strip" data-have="strip" hidden={data.step === "days"}>
        <p class="quiet mid">{DAYS.newExpiry}</p>
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
            {DAYS.change}
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
  const address = (step: ShopData["step"]) => stepAddress(data.path, step, choice.quantity);
  const hidden = (step: ShopData["step"]) => ({ "data-panel": step, hidden: data.step !== step });
  return (
    <>
      <div id="steps">
        <Shown tree={stepsTree(data.step, address)} />
      </div>
      <div id="notices">
        <Running data={data} />
      </div>
      <div {...hidden("days")}>
        <DaysPanel
          offer={offer}
          choice={choice}
          dates={tickDates(data, offer)}
          limit={limitWords(props)}
        />
      </div>
      <div {...hidden("billing")}>
        <BillingPanel
          choice={choice}
          billing={props.billing}
          mistakes={props.mistakes}
          action={address("billing")}
        />
      </div>
      <div {...hidden("payment")}>
        <PaymentPanel choice={choice} />
      </div>
    </>
  );
}

/** Resume: an unfinished top-up of this service, whichever device began it. */
function Running({ data }: { readonly data: ShopData }) {
  const { running, service } = data.view;
  if (running.length === 0) return null;
  const links = running.map((id) => el("a", { href: topUpPath(service.id, id) }, NOTICES.seeIt));
  return <Shown tree={noticeTree({ tone: "accent", bold: NOTICES.running, more: links })} />;
}

const TICKS: readonly number[] = [1, 7, 14, 21];

function tickDates({ view, now }: ShopData, offer: OfferView): ReadonlyMap<number, string> {
  const zone = view.service.time_zone;
  const last = offer.max_quantity;
  // A tick next to the last one would lie on top of it.
  const ticks = [...TICKS.filter((day) => day === 1 || day + 4 <= last), last];
  return new Map(
    ticks.map((day) => {
      const endAt = stackedEnd(baseOf(view, now), day, offer.end_rule, zone);
      return [day, dayAndMonth(endAt, zone)];
    }),
  );
}

/** When one more day would lie beyond the horizon, says so, and from when more is possible. */
function limitWords({ data, offer, horizonMs }: Props): string | null {
  const zone = data.view.service.time_zone;
  const base = baseOf(data.view, data.now);
  const next = stackedEnd(base, offer.max_quantity + 1, offer.end_rule, zone);
  const from = next - horizonMs;
  if (from <= data.now) return null;
  return DAYS.horizon(days(offer.max_quantity), nearDate(from, zone, data.now));
}
