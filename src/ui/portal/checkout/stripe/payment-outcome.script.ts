import * as m from "../../../../i18n/generated/messages.ts";
import { declineFamily, declineTitle, declineWords } from "../../declines/declines.ts";
import { lang } from "../../messages/lang.script.ts";
import type { NextAction, StripeAnswer, StripeError } from "./stripe-types.script.ts";

/**
 * What Stripe's answer to the confirmation means. `sent`: paid, processing, or unknown because the
 * answer was lost; the server finds out. Only a clear "no" lets the customer pay again.
 */
export type Outcome =
  | { readonly kind: "sent" }
  | Declined
  /** Stripe accepts no further attempt for this long; ms. */
  | { readonly kind: "too_many"; readonly againAfterMs: number }
  /** Stripe's form shows itself what is missing. */
  | { readonly kind: "incomplete" }
  /** A mistake of ours (a key of the other mode, another amount). Nothing was sent. */
  | { readonly kind: "broken"; readonly why: string };

/** Statuses of an intent with which the payment has succeeded or may still succeed. */
const SENT: readonly string[] = ["succeeded", "processing", "requires_capture"];
/** Stripe has refused the request. Any other type of error says nothing about the money. */
const NOT_DONE: readonly string[] = [
  "invalid_request_error",
  "authentication_error",
  "idempotency_error",
];
/** Declined by the bank or wallet, although Stripe reports it as an invalid request. */
const OF_A_BANK = /^payment_method_(provider|customer)_decline$|_payment_attempt_failed$/;
/** Stripe's limits: declines of one card are counted over a day; attempts of one payment expire. */
const TOO_MANY: Readonly<Record<string, number>> = {
  card_decline_rate_limit_exceeded: 24 * 60 * 60_000,
  payment_intent_rate_limit_exceeded: 30 * 60_000,
};

interface Declined {
  readonly kind: "declined";
  readonly bold: string;
  readonly help?: string;
  /** There was no answer: the payment may still succeed. */
  readonly unsure?: true;
}

/** The outcome of a confirmation. */
export function outcomeOf(answer: StripeAnswer): Outcome {
  const { error } = answer;
  if (!error) {
    const status = answer.paymentIntent?.status ?? "";
    return SENT.includes(status) ? { kind: "sent" } : unfinished(answer);
  }
  const status = error.payment_intent?.status ?? "";
  if (SENT.includes(status)) return { kind: "sent" };
  // Another tab has started a top-up, which canceled this one.
  if (status === "canceled")
    return { kind: "declined", bold: m.banners_ended_bold(lang), help: m.banners_ended_help(lang) };
  return error.type === "validation_error" ? { kind: "incomplete" } : refusedBy(error);
}

/** A decline is a card error or has a decline family; with any other error no bank was asked. */
function refusedBy(error: StripeError): Outcome {
  const code = error.decline_code ?? error.code ?? null;
  const againAfterMs = TOO_MANY[code ?? ""];
  if (againAfterMs !== undefined) return { kind: "too_many", againAfterMs };
  const isCertain = error.type === "card_error" || NOT_DONE.includes(error.type);
  const toCorrect = isCertain ? correctable(error.code) : null;
  if (toCorrect) return toCorrect;
  const isDecline = error.type === "card_error" || OF_A_BANK.test(error.code ?? "");
  if (isDecline || declineFamily(code) !== "none") {
    return {
      kind: "declined",
      bold: declineTitle(lang, code),
      help: declineWords(lang, code),
    };
  }
  if (!NOT_DONE.includes(error.type)) return { kind: "sent" };
  return { kind: "broken", why: `${error.type} ${error.code ?? ""} ${error.message ?? ""}` };
}

/** Whether the answer says nothing about the money, so that the payment must be checked. */
export const isUnanswered = (answer: StripeAnswer): boolean =>
  answer.error !== undefined && !answer.error.payment_intent && outcomeOf(answer).kind === "sent";

/**
 * What that check means. An open intent is paid by the customer's next press at the latest; if the
 * check has no answer either, the server finds out.
 */
export function outcomeOfCheck({ paymentIntent }: StripeAnswer): Outcome {
  if (paymentIntent?.status === "canceled")
    return { kind: "declined", bold: m.banners_ended_bold(lang), help: m.banners_ended_help(lang) };
  return paymentIntent && !SENT.includes(paymentIntent.status)
    ? {
        kind: "declined",
        bold: m.banners_unanswered_bold(lang),
        help: m.banners_unanswered_help(lang),
        unsure: true,
      }
    : { kind: "sent" };
}

/** What the customer can correct or repeat: no bank was asked, or none has answered. */
function correctable(code: string | undefined): Declined | null {
  switch (code) {
    case "email_invalid":
      return { kind: "declined", bold: m.declined_email(lang), help: m.declined_emailHelp(lang) };
    case "postal_code_invalid":
    case "payment_method_billing_details_address_missing":
      return {
        kind: "declined",
        bold: m.declined_postcode(lang),
        help: m.declined_postcodeHelp(lang),
      };
    case "rate_limit":
    case "lock_timeout":
    case "payment_method_provider_timeout":
    case "payment_intent_payment_attempt_expired":
      return { kind: "declined", bold: m.declined_notTaken(lang), help: m.declined_later(lang) };
    default:
      return null;
  }
}

/** Ways to pay that our intents exclude; an account's own page may offer them all the same. */
const VOUCHER = /_display_details$|^display_bank_transfer_instructions$/;

/** Neither error nor payment: what the customer should have done next was not done. */
function unfinished({ paymentIntent }: StripeAnswer): Declined {
  const next = paymentIntent?.next_action;
  const type = next?.type ?? "";
  if (VOUCHER.test(type)) {
    return { kind: "declined", bold: m.declined_voucher(lang), help: m.declined_voucherHelp(lang) };
  }
  if (type === "verify_with_microdeposits") {
    return { kind: "declined", bold: m.declined_verify(lang), help: m.declined_otherWay(lang) };
  }
  const isUnnamed = type === "use_stripe_sdk" && next?.use_stripe_sdk?.type === undefined;
  if (isUnnamed || isBankCheck(next)) return { kind: "declined", bold: m.declined_left(lang) };
  return { kind: "declined", bold: m.declined_unfinished(lang) };
}

/**
 * Whether 3-D Secure is running. Other actions of Stripe.js (a captcha) and the pages of other
 * payment methods do not count. Stripe documents these names nowhere; an unknown one counts as no.
 */
export const isBankCheck = (next: NextAction | null | undefined): boolean =>
  /3ds|three_d_secure/.test(next?.use_stripe_sdk?.type ?? "");
