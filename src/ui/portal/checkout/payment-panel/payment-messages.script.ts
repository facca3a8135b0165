import type { Problem } from "../../../../contract/api.ts";
import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import { actionButton, clearBanners, showBanner } from "../../../kit/banner/banner.script.ts";
import type { Banner } from "../../../kit/banner/banner.ts";
import { query } from "../../../kit/tree/dom.script.ts";
import { el } from "../../../kit/tree/tree.ts";
import { lang } from "../../messages/lang.script.ts";
import { refusalMessage } from "../../messages/refusal-messages.script.ts";
import type { Choice } from "../../sale/choice/choice.ts";
import type { Shop } from "../../sale/shop.script.ts";
import type { BillingStep } from "../billing-panel/billing-panel.script.ts";
import type { Outcome } from "../stripe/payment-outcome.script.ts";
import type { SubmitOutcome } from "../submit/submit-top-up.script.ts";

/** Tells a wallet's open sheet why the payment failed; null: the card form's button was pressed. */
export type Sheet = ((words: string) => void) | null;

/** The outcomes of a press of Pay that only need a message: nothing was charged. */
export type SubmitRefusal = Exclude<
  SubmitOutcome,
  { kind: "created" | "already_paid" | "paid_recently" | "human_check" }
>;

/** Tells the customer why there is no top-up. `was`: the choice on the page at the press. */
export function showRefusal(
  refused: SubmitRefusal,
  was: Choice,
  shop: Shop,
  billing: BillingStep,
): void {
  if (refused.kind === "silent")
    showBanner({ tone: "warn", bold: m.banners_lost_bold(lang), help: m.banners_lost_help(lang) });
  else if (refused.kind === "price_changed") priceChanged(was, shop);
  else refusedBy(refused.problem, shop, billing);
}

function refusedBy({ errors = [], code }: Problem, shop: Shop, billing: BillingStep): void {
  if (errors.some(({ field }) => field.startsWith("customer"))) {
    shop.go("billing");
    if (billing.refuse(errors)) return;
  }
  if (ENDS_SALE.has(code)) saleEnded(code, shop);
  else showBanner({ tone: "bad", bold: refusalMessage(code) });
}

/** Refusals after which this page cannot sell; the last two: a new token or quote was not given. */
const ENDS_SALE: ReadonlySet<string> = new Set([
  "service_suspended",
  "service_sales_blocked",
  "balance_unreadable",
  "nothing_to_sell",
  "deployment_id_conflict",
  "service_token_invalid",
  "quote_invalid",
]);

/** Nothing can be bought any more, so the form goes; the server's page says what is true now. */
function saleEnded(code: string, shop: Shop): void {
  query("#pay-form").hidden = true;
  const again = { href: shop.address(), class: "btn btn-main", "data-testid": "retry" };
  showBanner({ tone: "bad", bold: refusalMessage(code) }, {}, [el("a", again, m.page_again(lang))]);
}

/** Asks whether to go on at the new price; the filled-in form is hidden until the answer. */
function priceChanged(was: Choice, shop: Shop): void {
  const now = format.money(lang, shop.choice.price);
  const form = query("#pay-form");
  form.hidden = true;
  showBanner(
    {
      tone: "warn",
      bold: m.banners_priceChanged(lang, now, format.money(lang, was.price)),
    },
    {
      accept: () => {
        clearBanners();
        form.hidden = false;
        query("#pay").focus();
      },
      days: () => shop.go("days"),
    },
    [
      actionButton("accept", m.banners_continueWith(lang, now), true),
      actionButton("days", m.banners_backToDays(lang)),
    ],
  );
}

/** The banner for a declined or incomplete payment; null: Stripe's form shows the reason itself. */
export function bannerOf(
  outcome: Exclude<Outcome, { kind: "sent" | "broken" }>,
  shop: Shop,
): Banner | null {
  switch (outcome.kind) {
    case "incomplete":
      return null;
    case "too_many":
      return tooMany(outcome.againAfterMs, shop);
    case "declined": {
      const { bold, help } = outcome;
      const fewer = el(
        "a",
        { href: shop.address("days"), "data-go": "days" },
        m.paying_fewer(lang),
      );
      return {
        tone: "bad",
        bold,
        help,
        more: help === m.declined_why_funds(lang) ? [fewer] : [],
      };
    }
  }
}

function tooMany(againAfterMs: number, { view, data, clockAhead }: Shop): Banner {
  const zone = view.service.time_zone;
  const now = Date.now() + clockAhead;
  const at = now + againAfterMs;
  const [time, date] = [format.clock(lang, at, zone), format.nearDate(lang, at, zone, now)];
  const when =
    date === format.nearDate(lang, now, zone, now) ? time : m.declined_onDay(lang, time, date);
  const support = el("a", { href: data.support_href }, m.common_support(lang));
  const help = m.declined_tryAt(lang, when);
  return { tone: "bad", bold: m.declined_tooMany(lang), help, more: [support] };
}

/** There is no connection. `unsure`: the outcome of the press before this one is unknown. */
export function showNotSent(unsure: boolean): void {
  const [bold, help] = unsure
    ? [m.banners_pressNotSent_bold(lang), m.banners_pressNotSent_help(lang)]
    : [m.banners_notSent_bold(lang), m.banners_notSent_help(lang)];
  showBanner({ tone: "warn", bold, help });
  const shown = query("#banners .banner");
  const hide = () => {
    if (shown.isConnected) clearBanners();
  };
  window.addEventListener("online", hide, { once: true });
}

/** A wallet's sheet opens only directly after a press, and this one was too long ago. */
export function showPressWallet(): void {
  const help = m.banners_pressWallet_help(lang);
  showBanner({ tone: "accent", bold: m.banners_pressWallet_bold(lang), help });
}

/** The widget did not load, or what it gave was not taken. */
export function showHumanCheckFailed(sheet: Sheet): void {
  const bold = m.humanCheck_failed(lang);
  sheet?.(bold);
  showBanner({ tone: "warn", bold, help: m.humanCheck_help(lang) });
}

/** The intent is not about the price on the page, so it is not confirmed. */
export function showWrongAmount(sheet: Sheet): void {
  const bold = m.banners_wrongAmount_bold(lang);
  sheet?.(bold);
  showBanner({ tone: "bad", bold, help: m.banners_wrongAmount_help(lang) });
}
