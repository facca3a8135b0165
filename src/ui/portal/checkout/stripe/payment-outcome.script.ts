import { declineFamily, declineWords } from "../../declines/declines.ts";
import { translator } from "../../messages/checkout-messages.script.ts";
import type { StripeAnswer, StripeError } from "./stripe-types.script.ts";

const { declined, banners } = translator.messages;

/**
 * What the browser's confirmation means. `sent`: paid, on its way, or unknown because the answer
 * got lost; the server finds out. Only a clear "no" lets the customer pay again.
 */
export type Outcome =
  | { readonly kind: "sent" }
  | Declined
  /** Stripe takes no more tries for so long; ms. */
  | { readonly kind: "too_many"; readonly againAfterMs: number }
  /** The form says itself what is missing. */
  | { readonly kind: "incomplete" }
  /** Our mistake, not the bank's: the key of the other mode, another amount. Nothing was sent. */
  | { readonly kind: "broken"; readonly why: string };

/** Statuses of an intent under which a payment is there or coming. */
const SENT: readonly string[] = ["succeeded", "processing", "requires_capture"];
/** Stripe looked at the request and did not do it. Any other type says nothing about the money. */
const NOT_DONE: readonly string[] = [
  "invalid_request_error",
  "authentication_error",
  "idempotency_error",
];
/** Said by whoever has the account, though Stripe calls it our request's mistake. */
const OF_A_BANK = /^payment_method_(provider|customer)_decline$|_payment_attempt_failed$/;
/** Declines of one card are counted over a day; a payment that is blocked has lapsed by then. */
const TOO_MANY: Readonly<Record<string, number>> = {
  card_decline_rate_limit_exceeded: 24 * 60 * 60_000,
  payment_intent_rate_limit_exceeded: 30 * 60_000,
};

interface Declined {
  readonly kind: "declined";
  readonly bold: string;
  readonly help?: string;
  /** Nobody said no: it may be paid yet. */
  readonly unsure?: true;
}

export function outcomeOf(answer: StripeAnswer): Outcome {
  const { error } = answer;
  if (!error) {
    const status = answer.paymentIntent?.status ?? "";
    return SENT.includes(status) ? { kind: "sent" } : left();
  }
  const status = error.payment_intent?.status ?? "";
  if (SENT.includes(status)) return { kind: "sent" };
  // Another tab began a try of its own, which cancels this one.
  if (status === "canceled") return { kind: "declined", ...banners.ended };
  return error.type === "validation_error" ? { kind: "incomplete" } : refusedBy(error);
}

/** A "no" of the bank has a family or is an error of the card; all else it was never asked. */
function refusedBy(error: StripeError): Outcome {
  const code = error.decline_code ?? error.code ?? null;
  const againAfterMs = TOO_MANY[code ?? ""];
  if (againAfterMs !== undefined) return { kind: "too_many", againAfterMs };
  const isDecline = error.type === "card_error" || OF_A_BANK.test(error.code ?? "");
  if (isDecline || declineFamily(code) !== "none") {
    return { kind: "declined", bold: declined.bold, help: declineWords(translator, code) };
  }
  if (!NOT_DONE.includes(error.type)) return { kind: "sent" };
  return { kind: "broken", why: `${error.type} ${error.code ?? ""} ${error.message ?? ""}` };
}

/** Nothing was heard about the money: Stripe is asked once more how it stands. */
export const isUnanswered = (answer: StripeAnswer): boolean =>
  answer.error !== undefined && !answer.error.payment_intent && outcomeOf(answer).kind === "sent";

/**
 * What that second look means. An open intent is paid by the next press at the latest; without an
 * answer again, the server finds out.
 */
export function outcomeOfCheck({ paymentIntent }: StripeAnswer): Outcome {
  if (paymentIntent?.status === "canceled") return { kind: "declined", ...banners.ended };
  return paymentIntent && !SENT.includes(paymentIntent.status)
    ? { kind: "declined", ...banners.unanswered, unsure: true }
    : { kind: "sent" };
}

/** No error and no payment: the check of the bank was left. That is no doubt of the bank's. */
const left = (): Outcome => ({ kind: "declined", bold: declined.left });
