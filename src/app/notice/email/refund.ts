import { returnedMoneyOf } from "../../../domain/top-up/returned-money.ts";
import { stateOf } from "../../../domain/top-up/states.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import * as format from "../../../i18n/formats.ts";
import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { quantityText } from "../../../i18n/quantity.ts";
import { RETURN_REASONS } from "../../../i18n/return-reasons.ts";
import { type Content, facts, methodOf, paidOn, serviceOf, transactionId } from "./content.ts";

/** The payment is being refunded, or was: how much, why, where to, and when it shows there. */
export function refund(t: TopUp, lang: Lang): Content {
  const { offer, quantity, price } = t.request;
  const service = serviceOf(t);
  const returned = returnedMoneyOf(t);
  const amount = returned && format.money(lang, returned.amount);
  const onItsWay = stateOf(t) === "refunding" ? amount : null;
  const byStripe = returned !== null && !returned.manually;
  return {
    ...told(t, lang, onItsWay),
    date: null,
    why: [...sentBy(t, lang), ...why(t, lang)],
    facts: facts(
      [m.email_labels_service(lang), service],
      [m.email_labels_notAdded(lang), quantityText(lang, offer.kind, quantity)],
      [m.email_labels_paid(lang), format.money(lang, t.money?.received ?? price)],
      [m.email_labels_paidOn(lang), paidOn(t, lang)],
      [m.email_labels_amountBack(lang), amount],
      [m.email_labels_backTo(lang), byStripe ? methodOf(t) : null],
      [m.email_labels_arrives(lang), byStripe ? m.email_values_bankDays(lang) : null],
      [m.email_labels_refundReference(lang), byStripe ? returned.reference : null],
      [m.email_labels_transaction(lang), transactionId(t)],
      [m.email_labels_invoice(lang), t.invoiceNumber],
    ),
  };
}

/** Subject and first sentence; `onItsWay`: the amount while Stripe is refunding it, else null. */
function told(t: TopUp, lang: Lang, onItsWay: string | null): Pick<Content, "subject" | "what"> {
  const service = serviceOf(t);
  const asked = t.returnReason === "customer";
  const first = asked ? m.email_refund_asked(lang) : m.email_refund_unable(lang);
  return onItsWay === null
    ? {
        subject: m.email_refund_subjectDone(lang, service),
        what: `${first} ${m.email_refund_done(lang)}`,
      }
    : {
        subject: m.email_refund_subjectOnItsWay(lang, service),
        what: `${first} ${m.email_refund_onItsWay(lang, onItsWay)}`,
      };
}

/** By when a refund is sent that waits for the merchant's balance. */
function sentBy(t: TopUp, lang: Lang): string[] {
  const at = returnedMoneyOf(t)?.sentBy ?? null;
  if (at === null) return [];
  return [m.email_refund_sentBy(lang, format.dayMonth(lang, at, t.request.timeZone))];
}

/** A refund that the customer asked for needs no reason. */
function why(t: TopUp, lang: Lang): string[] {
  if (t.returnReason === "customer") return [];
  const reason = RETURN_REASONS[t.returnReason ?? "refunded_externally"](lang);
  return [m.email_refund_error(lang, reason), m.email_refund_tryAgain(lang)];
}
