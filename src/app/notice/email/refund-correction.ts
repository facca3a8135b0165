import { returnedMoneyOf } from "../../../domain/top-up/returned-money.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import * as format from "../../../i18n/formats.ts";
import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { type Content, facts, methodOf, serviceOf, transactionId } from "./content.ts";

/** The refund of which the email before said that it was made, or on its way, has failed. */
export function refundCorrection(t: TopUp, lang: Lang): Content {
  const service = serviceOf(t);
  const returned = returnedMoneyOf(t);
  const amount = format.money(lang, returned?.amount ?? t.request.price);
  const cause =
    returned?.hindrance === "card_gone"
      ? m.result_cardGone(lang, amount)
      : returned?.hindrance === "balance"
        ? m.result_refundNotSent(lang, amount)
        : m.result_bankRefused(lang, amount);
  return {
    subject: m.email_refundCorrection_subject(lang, service),
    what: m.email_refundCorrection_wrong(lang),
    date: null,
    why: [cause, m.email_refundCorrection_next(lang)],
    facts: facts(
      [m.email_labels_service(lang), service],
      [m.email_labels_amountBack(lang), amount],
      [m.email_labels_method(lang), methodOf(t)],
      [m.email_labels_refundReference(lang), returned?.reference ?? null],
      [m.email_labels_transaction(lang), transactionId(t)],
    ),
  };
}
