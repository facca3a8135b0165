import { later } from "../../network/connection.script.ts";
import {
  isBankCheck,
  isUnanswered,
  type Outcome,
  outcomeOf,
  outcomeOfCheck,
} from "./payment-outcome.script.ts";
import type { StripeAnswer, Submitted } from "./stripe-types.script.ts";

/** The part of the card form that a confirmation uses. */
interface ConfirmationForm {
  confirm(clientSecret: string, returnUrl: string, submitted: Submitted): Promise<StripeAnswer>;
  checkPayment(clientSecret: string): Promise<StripeAnswer>;
}
/** A press of Pay whose top-up has been created. */
export interface PaymentConfirmation {
  readonly form: ConfirmationForm;
  readonly submitted: Submitted;
  readonly clientSecret: string;
  readonly returnUrl: string;
}

/** Before the first check; most payments are done by then, so that no check is made; ms. */
const CHECK_AFTER_MS = 2000;
const CHECKS = 5;

/**
 * Sends the payment and waits for its outcome. Never rejects: Stripe.js throws only before anything
 * was sent, which becomes "broken". `bankAsks` is called when the bank asks the customer to confirm
 * the payment (3-D Secure).
 */
export async function confirmPayment(
  confirmation: PaymentConfirmation,
  bankAsks: () => void,
): Promise<Outcome> {
  const { form, submitted, clientSecret, returnUrl } = confirmation;
  try {
    const answering = form.confirm(clientSecret, returnUrl, submitted);
    void watchBankCheck(form, clientSecret, answering, bankAsks);
    const answer = await answering;
    if (!isUnanswered(answer)) return outcomeOf(answer);
    // The payment was sent; if this check fails too, its outcome stays unknown.
    return outcomeOfCheck(await form.checkPayment(clientSecret).catch(() => ({})));
  } catch (fault) {
    return { kind: "broken", why: String(fault) };
  }
}

/**
 * Stripe.js does not report that the bank's window opens, but the payment's status shows it. Checks
 * the payment while there is no answer, with growing pauses.
 */
async function watchBankCheck(
  form: Pick<ConfirmationForm, "checkPayment">,
  clientSecret: string,
  answering: Promise<StripeAnswer>,
  bankAsks: () => void,
): Promise<void> {
  const end = () => "ended" as const;
  const ended = answering.then(end, end);
  for (let attempt = 1; attempt <= CHECKS; attempt++) {
    if (await Promise.race([ended, later(CHECK_AFTER_MS * attempt, null)])) return;
    const seen = await Promise.race([ended, form.checkPayment(clientSecret).catch(() => null)]);
    if (seen === "ended") return;
    const { status, next_action: next } = seen?.paymentIntent ?? {};
    if (status === "requires_action" && isBankCheck(next)) return bankAsks();
  }
}
