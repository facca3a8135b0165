import { WITHDRAWAL_CONSENT } from "../../../domain/offer/consent.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import { type Content, facts, methodOf, paidOn, serviceOf, transactionId } from "./content.ts";
import type { Language } from "./language.ts";

/** The receipt. Its date is the end that the object granted and the OCS confirmed. */
export function confirmation(t: TopUp, language: Language): Content {
  const { words, days, money, date, moment } = language;
  const { quantity, price, timeZone, consent } = t.request;
  const service = serviceOf(t, language);
  const endAt = t.credit.grant?.endAt ?? null;
  const { labels } = words;
  return {
    subject: words.confirmation.subject(days(quantity), service),
    what: words.confirmation.extended,
    date: endAt === null ? null : date(endAt, timeZone),
    why: [],
    facts: facts(
      [labels.service, service],
      [labels.added, days(quantity)],
      [labels.newExpiry, endAt === null ? null : moment(endAt, timeZone)],
      [labels.paid, words.values.priceAndTax(money(price))],
      [labels.method, methodOf(t)],
      [labels.paidOn, paidOn(t, language)],
      [labels.transaction, transactionId(t)],
      [labels.invoice, t.invoiceNumber],
      // Where the law asks for the sentence, the receipt has to repeat it.
      [labels.agreed, consent === WITHDRAWAL_CONSENT ? words.values.consents[consent] : null],
    ),
  };
}
