import type { Timings } from "../../../domain/base/timings.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import * as format from "../../../i18n/formats.ts";
import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { quantityText } from "../../../i18n/quantity.ts";
import { type Content, facts, serviceOf, transactionId } from "./content.ts";

/**
 * The customer's bank takes days. Stripe does not say when it will be done, so the email names the
 * day on which a finding is raised for operators (`processingFindingMs` after it began).
 */
export function processing(
  t: TopUp,
  lang: Lang,
  { processingFindingMs }: Pick<Timings, "processingFindingMs">,
): Content {
  const { offer, quantity, timeZone } = t.request;
  const price = format.money(lang, t.request.price);
  const until = format.dayMonth(lang, t.since + processingFindingMs, timeZone);
  return {
    subject: m.email_processing_subject(lang, price),
    what: m.email_processing_sending(lang, price),
    date: null,
    why: [
      `${m.email_processing_until(lang, until)} ${m.email_processing_onArrival(lang)}`,
      m.email_processing_ifNot(lang),
    ],
    facts: facts(
      [m.email_labels_service(lang), serviceOf(t)],
      [m.email_labels_toAdd(lang), quantityText(lang, offer.kind, quantity)],
      [m.email_labels_price(lang), m.email_values_priceAndTax(lang, price)],
      [m.email_labels_transaction(lang), transactionId(t)],
    ),
  };
}
