import type { Timings } from "../../../domain/base/timings.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import { type Content, facts, serviceOf, transactionId } from "./content.ts";
import type { Language } from "./language.ts";

/**
 * The customer's bank takes days. Stripe does not say when it will be done, so the email names the
 * day on which a finding is raised for operators (`processingFindingMs` after it began).
 */
export function processing(
  t: TopUp,
  language: Language,
  { processingFindingMs }: Pick<Timings, "processingFindingMs">,
): Content {
  const { words, money, days, dayAndMonth } = language;
  const { processing: say, labels } = words;
  const { quantity, price, timeZone } = t.request;
  return {
    subject: say.subject(money(price)),
    what: say.sending(money(price)),
    date: null,
    why: [
      `${say.until(dayAndMonth(t.since + processingFindingMs, timeZone))} ${say.onArrival}`,
      say.ifNot,
    ],
    facts: facts(
      [labels.service, serviceOf(t, language)],
      [labels.toAdd, days(quantity)],
      [labels.price, words.values.priceAndTax(money(price))],
      [labels.transaction, transactionId(t)],
    ),
  };
}
