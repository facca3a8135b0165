import { returnedOf } from "../../../domain/refund/refund.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import { type Content, facts, methodOf, paidOn, serviceOf, transactionId } from "./content.ts";
import type { Language } from "./language.ts";

/** The payment is being refunded, or was: how much, why, where to, and when it shows there. */
export function refund(t: TopUp, language: Language): Content {
  const { words, days, money } = language;
  const { refund: say, labels, values } = words;
  const { quantity, price } = t.request;
  const service = serviceOf(t, language);
  const returned = returnedOf(t.refunds);
  const pending = returned?.pending ?? false;
  const back = returned && pending ? say.onItsWay(money(returned.amount)) : say.done;
  const byStripe = returned !== null && !returned.manually;
  return {
    subject: pending ? say.subjectOnItsWay(service) : say.subjectDone(service),
    what: `${t.returnReason === "customer" ? say.asked : say.unable} ${back}`,
    date: null,
    why: why(t, language),
    facts: facts(
      [labels.service, service],
      [labels.notAdded, days(quantity)],
      [labels.paid, money(t.money?.received ?? price)],
      [labels.paidOn, paidOn(t, language)],
      [labels.amountBack, returned && money(returned.amount)],
      [labels.backTo, byStripe ? methodOf(t) : null],
      [labels.arrives, byStripe ? values.bankDays : null],
      [labels.refundReference, byStripe ? returned.reference : null],
      [labels.transaction, transactionId(t)],
      [labels.invoice, t.invoiceNumber],
    ),
  };
}

/** A refund that the customer asked for needs no reason. */
function why(t: TopUp, { words: { refund: say } }: Language): string[] {
  if (t.returnReason === "customer") return [];
  return [say.error(say.reasons[t.returnReason ?? "refunded_externally"]), say.tryAgain];
}
