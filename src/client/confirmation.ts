import { declineWords } from "../views/declines.ts";
import type { Notice } from "../views/notice.ts";
import { el } from "../views/tree.ts";
import { HERE } from "./here-pay.ts";
import type { StripeAnswer } from "./stripe-js.ts";

const { declined, notices, paying } = HERE.words;

/**
 * What the browser's confirmation means. `sent`: paid, on its way, or unknown because the answer
 * got lost; the server finds out. Only a clear "no" lets the customer pay again.
 */
export type Outcome =
  | { readonly kind: "sent" }
  | { readonly kind: "declined"; readonly bold: string; readonly help: string };

/** Errors that say nothing about the money. */
const UNKNOWN_TYPES: readonly string[] = ["api_connection_error", "api_error", "rate_limit_error"];
/** Statuses of an intent under which a payment is there or coming. */
const SENT: readonly string[] = ["succeeded", "processing", "requires_capture"];

export function outcomeOf(answer: StripeAnswer): Outcome {
  const { error } = answer;
  if (!error) {
    const status = answer.paymentIntent?.status ?? "";
    return SENT.includes(status) ? { kind: "sent" } : left();
  }
  const status = error.payment_intent?.status ?? "";
  if (SENT.includes(status)) return { kind: "sent" };
  // Another tab began a try of its own, which cancels this one.
  if (status === "canceled") return { kind: "declined", ...notices.ended };
  if (UNKNOWN_TYPES.includes(error.type)) return { kind: "sent" };
  const help = declineWords(HERE, error.decline_code ?? error.code ?? null);
  return { kind: "declined", bold: declined.bold, help };
}

/** Nothing was heard about the money: Stripe is asked once more how it stands. */
export const isUnanswered = ({ error }: StripeAnswer): boolean =>
  error !== undefined && !error.payment_intent && UNKNOWN_TYPES.includes(error.type);

/**
 * What that second look means. An open intent is paid by the next press at the latest; without an
 * answer again, the server finds out.
 */
export function outcomeOfLook({ paymentIntent }: StripeAnswer): Outcome {
  if (paymentIntent?.status === "canceled") return { kind: "declined", ...notices.ended };
  return paymentIntent && !SENT.includes(paymentIntent.status)
    ? { kind: "declined", ...notices.unanswered }
    : { kind: "sent" };
}

/** No error and no payment: the check of the bank was left. */
const left = (): Outcome => ({ kind: "declined", bold: declined.left, help: declined.why.notYou });

export function declineNotice(
  { bold, help }: Extract<Outcome, { kind: "declined" }>,
  daysAddress: () => string,
): Notice {
  const fewer = el("a", { href: daysAddress(), "data-go": "days" }, paying.fewer);
  const more = help === declined.why.funds ? [fewer] : [];
  return { tone: "bad", bold, help, more };
}
