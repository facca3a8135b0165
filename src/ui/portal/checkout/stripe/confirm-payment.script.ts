import { later } from "../../network/connection.script.ts";
import { isUnanswered, type Outcome, outcomeOf, outcomeOfCheck } from "./payment-outcome.script.ts";
import type { StripeAnswer, Submitted } from "./stripe-types.script.ts";

/** What is asked of the card form. */
interface ConfirmationForm {
  confirm(clientSecret: string, returnUrl: string, submitted: Submitted): Promise<StripeAnswer>;
  checkPayment(clientSecret: string): Promise<StripeAnswer>;
}
/** A press of Pay for which there is a top-up now. */
export interface PaymentConfirmation {
  readonly form: ConfirmationForm;
  readonly submitted: Submitted;
  readonly clientSecret: string;
  readonly returnUrl: string;
}

/** Most payments are done by the first look, which then never happens; ms. */
const CHECK_AFTER_MS = 2000;
const CHECKS = 5;

/**
 * Lets the bank decide. Stripe.js throws only before anything was sent. `bankAsks` is called when
 * the bank wants to check who pays, and for no other payment.
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
    // From here on it was sent; a look that fails too says nothing about the money.
    return outcomeOfCheck(await form.checkPayment(clientSecret).catch(() => ({})));
  } catch (fault) {
    return { kind: "broken", why: String(fault) };
  }
}

/**
 * Stripe.js says nothing when the window of a bank opens; the payment itself does. Looked at while
 * there is no answer, ever more seldom.
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
    if (seen?.paymentIntent && isBankCheck(seen.paymentIntent)) return bankAsks();
  }
}

/**
 * 3-D Secure under way. What Stripe.js has to do besides (a captcha) and the pages of other methods
 * are no check of a bank. The names are Stripe's own and written down nowhere: an unknown one says
 * nothing.
 */
function isBankCheck({
  status,
  next_action: next,
}: NonNullable<StripeAnswer["paymentIntent"]>): boolean {
  return (
    status === "requires_action" && /3ds|three_d_secure/.test(next?.use_stripe_sdk?.type ?? "")
  );
}
