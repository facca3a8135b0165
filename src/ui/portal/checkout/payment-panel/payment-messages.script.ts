import type { Problem } from "../../../../contract/api.ts";
import { actionButton, clearBanners, showBanner } from "../../../kit/banner/banner.script.ts";
import type { Banner } from "../../../kit/banner/banner.ts";
import { query } from "../../../kit/tree/dom.script.ts";
import { el } from "../../../kit/tree/tree.ts";
import { translator } from "../../messages/checkout-messages.script.ts";
import { refusalMessage } from "../../messages/refusal-messages.script.ts";
import type { Choice } from "../../sale/choice/choice.ts";
import type { Shop } from "../../sale/shop.script.ts";
import type { BillingStep } from "../billing-panel/billing-panel.script.ts";
import type { Outcome } from "../stripe/payment-outcome.script.ts";
import type { SubmitOutcome } from "../submit/submit-top-up.script.ts";

const { common, declined, banners, paying } = translator.messages;

/** The outcomes of a press of Pay that only need a message: nothing was charged. */
export type SubmitRefusal = Exclude<
  SubmitOutcome,
  { kind: "created" | "already_paid" | "paid_recently" }
>;

/** Tells the customer why there is no top-up. `was`: the choice on the page at the press. */
export function showRefusal(
  refused: SubmitRefusal,
  was: Choice,
  shop: Shop,
  billing: BillingStep,
): void {
  if (refused.kind === "silent") showBanner({ tone: "warn", ...banners.lost });
  else if (refused.kind === "price_changed") priceChanged(was, shop);
  else refusedBy(refused.problem, shop, billing);
}

function refusedBy({ errors = [], code }: Problem, shop: Shop, billing: BillingStep): void {
  if (errors.some(({ field }) => field.startsWith("customer"))) {
    shop.go("billing");
    if (billing.refuse(errors)) return;
  }
  showBanner({ tone: "bad", bold: refusalMessage(code) });
}

/** Asks whether to go on at the new price; the filled-in form is hidden until the answer. */
function priceChanged(was: Choice, shop: Shop): void {
  const now = translator.money(shop.choice.price);
  const form = query("#pay-form");
  form.hidden = true;
  showBanner(
    { tone: "warn", bold: banners.priceChanged(now, translator.money(was.price)) },
    {
      accept: () => {
        clearBanners();
        form.hidden = false;
        query("#pay").focus();
      },
      days: () => shop.go("days"),
    },
    [
      actionButton("accept", banners.continueWith(now), true),
      actionButton("days", banners.backToDays),
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
      const fewer = el("a", { href: shop.address("days"), "data-go": "days" }, paying.fewer);
      return { tone: "bad", bold, help, more: help === declined.why.funds ? [fewer] : [] };
    }
  }
}

function tooMany(againAfterMs: number, { view, data, clockAhead }: Shop): Banner {
  const zone = view.service.time_zone;
  const now = Date.now() + clockAhead;
  const at = now + againAfterMs;
  const [time, date] = [translator.clock(at, zone), translator.nearDate(at, zone, now)];
  const when = date === translator.nearDate(now, zone, now) ? time : declined.onDay(time, date);
  const support = el("a", { href: data.support_href }, common.support);
  const help = declined.tryAt(when);
  return { tone: "bad", bold: declined.tooMany, help, more: [support] };
}
