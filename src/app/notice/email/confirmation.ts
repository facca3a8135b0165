import { WITHDRAWAL_CONSENT } from "../../../domain/offer/consent.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import { CONSENTS } from "../../../i18n/consents.ts";
import * as format from "../../../i18n/formats.ts";
import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { quantityText } from "../../../i18n/quantity.ts";
import { type Content, facts, methodOf, paidOn, serviceOf, transactionId } from "./content.ts";

/** The receipt. Its date is the end that the object granted and the OCS confirmed. */
export function confirmation(t: TopUp, lang: Lang): Content {
  const { offer, quantity, price, timeZone, consent } = t.request;
  const service = serviceOf(t);
  const days = quantityText(lang, offer.kind, quantity);
  const endAt = t.credit.grant?.endAt ?? null;
  const paid = m.email_values_priceAndTax(lang, format.money(lang, price));
  return {
    subject: m.email_confirmation_subject(lang, days, service),
    what: m.email_confirmation_extended(lang),
    date: endAt === null ? null : format.plainDate(lang, endAt, timeZone),
    why: [],
    facts: facts(
      [m.email_labels_service(lang), service],
      [m.email_labels_added(lang), days],
      [
        m.email_labels_newExpiry(lang),
        endAt === null ? null : format.moment(lang, endAt, timeZone),
      ],
      [m.email_labels_paid(lang), paid],
      [m.email_labels_method(lang), methodOf(t)],
      [m.email_labels_paidOn(lang), paidOn(t, lang)],
      [m.email_labels_transaction(lang), transactionId(t)],
      [m.email_labels_invoice(lang), t.invoiceNumber],
      // Where the law asks for the sentence, the receipt has to repeat it.
      [
        m.email_labels_agreed(lang),
        consent === WITHDRAWAL_CONSENT ? CONSENTS[consent](lang) : null,
      ],
    ),
  };
}
