/** Every component in every one of its states: how each is drawn. */
import type { Child } from "hono/jsx";
import * as m from "../../src/i18n/generated/messages.ts";
import type { Lang } from "../../src/i18n/lang.ts";
import { REFUSALS } from "../../src/i18n/refusals.ts";
import { BANNER_STATES } from "../../src/ui/kit/banner/banner.states.ts";
import { bannerTree } from "../../src/ui/kit/banner/banner.ts";
import { BRAND_MARK_STATES } from "../../src/ui/kit/brand-mark/brand-mark.states.ts";
import { SiteMark } from "../../src/ui/kit/brand-mark/brand-mark.tsx";
import { FIELD_ERROR_STATES } from "../../src/ui/kit/field/field.states.ts";
import { fieldError } from "../../src/ui/kit/field/field.ts";
import { LINE_STATES } from "../../src/ui/kit/line-of-days/line-of-days.states.ts";
import { lineOfDays } from "../../src/ui/kit/line-of-days/line-of-days.ts";
import { PLACEHOLDER_STATES } from "../../src/ui/kit/placeholder/placeholder.states.ts";
import { placeholder } from "../../src/ui/kit/placeholder/placeholder.ts";
import type { Tree } from "../../src/ui/kit/tree/tree.ts";
import { TreeMarkup } from "../../src/ui/kit/tree/tree-markup.tsx";
import { BILLING_STATES } from "../../src/ui/portal/checkout/billing-panel/billing-panel.states.ts";
import { billingPanel } from "../../src/ui/portal/checkout/billing-panel/billing-panel.ts";
import { PAYMENT_STATES } from "../../src/ui/portal/checkout/payment-panel/payment-panel.states.ts";
import { paymentPanel } from "../../src/ui/portal/checkout/payment-panel/payment-panel.ts";
import { FOOTER_STATES } from "../../src/ui/portal/footer/footer.states.ts";
import { Footer } from "../../src/ui/portal/footer/footer.tsx";
import { ConfirmPage } from "../../src/ui/portal/identify/confirm-page.tsx";
import { CONFIRM_STATES, IDENTIFY_STATES } from "../../src/ui/portal/identify/identify.states.ts";
import { IdentifyPage } from "../../src/ui/portal/identify/identify-page.tsx";
import { NOW, SITE, serviceView } from "../../src/ui/portal/page/page.states.ts";
import { REFUSAL_STATES } from "../../src/ui/portal/refusal/refusal.states.ts";
import { RefusalPage } from "../../src/ui/portal/refusal/refusal-page.tsx";
import { RESULT_STATES } from "../../src/ui/portal/result/result.states.ts";
import { resultView } from "../../src/ui/portal/result/result.ts";
import { choose, offerOf, ticksOf } from "../../src/ui/portal/sale/choice/choice.ts";
import { RECENT_STATES } from "../../src/ui/portal/sale/recent-top-up/recent-top-up.states.ts";
import { recentTree } from "../../src/ui/portal/sale/recent-top-up/recent-top-up.ts";
import { STEP_STATES } from "../../src/ui/portal/sale/steps/steps.states.ts";
import { stepsTree } from "../../src/ui/portal/sale/steps/steps.ts";
import { TOTAL_BAR_STATES } from "../../src/ui/portal/sale/total-bar/total-bar.states.ts";
import { totalBar } from "../../src/ui/portal/sale/total-bar/total-bar.ts";
import { BALANCE_STATES } from "../../src/ui/portal/shop/balance/balance.states.ts";
import { balanceTree } from "../../src/ui/portal/shop/balance/balance.ts";
import { DAYS_PANEL_STATES } from "../../src/ui/portal/shop/days-panel/days-panel.states.ts";
import { DaysPanel } from "../../src/ui/portal/shop/days-panel/days-panel.tsx";
import { NO_SALE_STATES } from "../../src/ui/portal/shop/no-sale/no-sale.states.ts";
import { NoSalePage } from "../../src/ui/portal/shop/no-sale/no-sale-page.tsx";
import { limitReason, noSaleReason } from "../../src/ui/portal/shop/no-sale/no-sale-reason.ts";
import { OPEN_TOP_UP_STATES } from "../../src/ui/portal/shop/open-top-ups/open-top-ups.states.ts";
import { OpenTopUps } from "../../src/ui/portal/shop/open-top-ups/open-top-ups.tsx";
import { PENDING_PAGE_STATES } from "../../src/ui/portal/shop/pending-page/pending-page.states.ts";
import { PendingPage } from "../../src/ui/portal/shop/pending-page/pending-page.tsx";
import { SIGN_IN_WINDOW_STATES } from "../../src/ui/portal/sign-in-window/sign-in-window.states.ts";
import { SignInWindow } from "../../src/ui/portal/sign-in-window/sign-in-window.tsx";

const HORIZON_MS = 400 * 86_400_000;
/** `draw` gives the markup in a language. */
export type Drawn = readonly [component: string, state: string, draw: (lang: Lang) => Child];
const markup = (tree: Tree | readonly Tree[]) => <TreeMarkup tree={tree} />;
const states = <State,>(
  component: string,
  named: Readonly<Record<string, State>>,
  draw: (lang: Lang, state: State) => Child,
): Drawn[] =>
  Object.entries(named).map(([name, state]) => [component, name, (lang) => draw(lang, state)]);
const listed = <Name extends string>(
  component: string,
  names: readonly Name[],
  draw: (lang: Lang, name: Name) => Child,
): Drawn[] => names.map((name) => [component, name, (lang) => draw(lang, name)]);

const [OFFER] = serviceView().offers;
if (!OFFER) throw new Error("the sample sells something");
const choice = (lang: Lang) => choose(lang, serviceView(), OFFER, 7, NOW);
const site = (lang: Lang) => ({ ...SITE, lang });

const KIT: readonly Drawn[] = [
  ...states("banner", BANNER_STATES, (_, state) => markup(bannerTree(state))),
  ...states("brand-mark", BRAND_MARK_STATES, (_, brand) => <SiteMark brand={brand} href="/" />),
  ...states("field", FIELD_ERROR_STATES, (_, [id, mistake]) => markup(fieldError(id, mistake))),
  ...states("line-of-days", LINE_STATES, (_, line) => markup(lineOfDays(line))),
  ...listed("placeholder", PLACEHOLDER_STATES, (_, size) => markup(placeholder(size))),
];

const SALE: readonly Drawn[] = [
  ...listed("steps", STEP_STATES, (lang, step) => markup(stepsTree(lang, step, () => "/"))),
  ...states("total-bar", TOTAL_BAR_STATES, (lang, action) =>
    markup(totalBar(lang, choice(lang), action)),
  ),
  ...states("recent-top-up", RECENT_STATES, (lang, facts) => markup(recentTree(lang, facts))),
];

const SHOP: readonly Drawn[] = [
  ...states("balance", BALANCE_STATES, (lang, state) => markup(balanceTree({ lang, ...state }))),
  ...states("open-top-ups", OPEN_TOP_UP_STATES, (lang, view) => (
    <OpenTopUps lang={lang} view={view} now={NOW} link={null} payHref={() => "/"} />
  )),
  ...states("days-panel", DAYS_PANEL_STATES, (lang, { view, quantity }) => {
    const offer = offerOf(view) ?? OFFER;
    return (
      <DaysPanel
        lang={lang}
        label={m.daysPanel_newExpiry(lang)}
        offer={offer}
        choice={choose(lang, view, offer, quantity, NOW)}
        ticks={ticksOf(lang, view, offer, NOW)}
        limit={limitReason(lang, { view, offer, now: NOW, horizonMs: HORIZON_MS })}
        view={view}
        now={NOW}
      />
    );
  }),
  ...states("no-sale", NO_SALE_STATES, (lang, view) => {
    const why = noSaleReason(lang, { view, now: NOW, horizonMs: HORIZON_MS }, OFFER);
    const rest = { path: "/", link: null, quantity: 7, now: NOW, offer: OFFER };
    return <NoSalePage site={site(lang)} view={view} why={why} {...rest} />;
  }),
  ...states("pending-page", PENDING_PAGE_STATES, (lang, state) => (
    <PendingPage site={site(lang)} {...state} />
  )),
];

const CHECKOUT: readonly Drawn[] = [
  ...states("billing-panel", BILLING_STATES, (lang, state) =>
    markup(billingPanel(lang, { ...state, choice: choice(lang), action: "/?step=billing" })),
  ),
  ...states("payment-panel", PAYMENT_STATES, (lang, legal) =>
    markup(paymentPanel(lang, choice(lang), legal)),
  ),
  ...states("result", RESULT_STATES, (lang, state) => {
    const { have, act } = resultView({ lang, ...state });
    return markup([...have, ...act]);
  }),
];

const FRAME: readonly Drawn[] = [
  ...states("identify", IDENTIFY_STATES, (lang, state) => (
    <IdentifyPage site={site(lang)} {...state} />
  )),
  ...states("confirm", CONFIRM_STATES, (lang, service) => (
    <ConfirmPage site={site(lang)} service={service} yes="/" />
  )),
  ...listed("refusal", REFUSAL_STATES, (lang, code) => (
    <RefusalPage site={site(lang)} words={REFUSALS[code](lang)} here="/" />
  )),
  ...states("footer", FOOTER_STATES, (lang, brand) => <Footer lang={lang} brand={brand} />),
  ...states("sign-in-window", SIGN_IN_WINDOW_STATES, (lang, elsewhere) => (
    <SignInWindow lang={lang} elsewhere={elsewhere} />
  )),
];

export const DRAWN: readonly Drawn[] = [...KIT, ...SALE, ...SHOP, ...CHECKOUT, ...FRAME];
