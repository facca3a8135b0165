import type { Problem } from "../contract/api.ts";
import type { Choice } from "../views/choice.ts";
import type { Notice } from "../views/notice.ts";
import { el } from "../views/tree.ts";
import type { Asked } from "./ask.ts";
import type { BillingStep } from "./billing-step.ts";
import type { Outcome } from "./confirmation.ts";
import { must } from "./dom.ts";
import { HERE } from "./here-pay.ts";
import { act, clearNotices, notify } from "./notices.ts";
import { refusalWords } from "./refusal-words.ts";
import type { Shop } from "./shop.ts";

const { common, declined, notices, paying } = HERE.words;

/** What a press of Pay ended in when it is not a payment: all of it in words, nothing charged. */
export type Refused = Exclude<Asked, { kind: "created" | "already_paid" | "paid_recently" }>;

/** Says why there is no top-up. `was`: the choice that was on the screen at the press. */
export function tellRefused(refused: Refused, was: Choice, shop: Shop, billing: BillingStep): void {
  if (refused.kind === "silent") notify({ tone: "warn", ...notices.lost });
  else if (refused.kind === "price_changed") priceChanged(was, shop);
  else refusedBy(refused.problem, shop, billing);
}

function refusedBy({ errors = [], code }: Problem, shop: Shop, billing: BillingStep): void {
  if (errors.some(({ field }) => field.startsWith("customer"))) {
    shop.go("billing");
    if (billing.refuse(errors)) return;
  }
  notify({ tone: "bad", bold: refusalWords(code) });
}

/** A question first: the forms are there again once it is answered, as they were filled in. */
function priceChanged(was: Choice, shop: Shop): void {
  const now = HERE.money(shop.choice.price);
  const form = must("#pay-form");
  form.hidden = true;
  notify(
    { tone: "warn", bold: notices.priceChanged(now, HERE.money(was.price)) },
    {
      accept: () => {
        clearNotices();
        form.hidden = false;
        must("#pay").focus();
      },
      days: () => shop.go("days"),
    },
    [act("accept", notices.continueWith(now), true), act("days", notices.backToDays)],
  );
}

/** The notice for a "no" of the bank; null: the form itself says it. */
export function noticeOf(
  outcome: Exclude<Outcome, { kind: "sent" | "broken" }>,
  shop: Shop,
): Notice | null {
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

function tooMany(againAfterMs: number, { view, data, clockAhead }: Shop): Notice {
  const zone = view.service.time_zone;
  const now = Date.now() + clockAhead;
  const at = now + againAfterMs;
  const [time, date] = [HERE.clock(at, zone), HERE.nearDate(at, zone, now)];
  const when = date === HERE.nearDate(now, zone, now) ? time : declined.onDay(time, date);
  const support = el("a", { href: data.support_href }, common.support);
  const help = declined.tryAt(when);
  return { tone: "bad", bold: declined.tooMany, help, more: [support] };
}
