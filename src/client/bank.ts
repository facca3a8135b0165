import { isUnanswered, type Outcome, outcomeOf, outcomeOfLook } from "./confirmation.ts";
import { later } from "./connection.ts";
import type { StripeAnswer, Submitted } from "./stripe-types.ts";

/** What is asked of the card form. */
interface Form {
  confirm(clientSecret: string, returnUrl: string, submitted: Submitted): Promise<StripeAnswer>;
  look(clientSecret: string): Promise<StripeAnswer>;
}
/** A press of Pay for which there is a top-up now. */
export interface Asking {
  readonly form: Form;
  readonly submitted: Submitted;
  readonly clientSecret: string;
  readonly returnUrl: string;
}

/** Most payments are done by the first look, which then never happens; ms. */
const LOOK_AFTER_MS = 2000;
const LOOKS = 5;

/**
 * Lets the bank decide. Stripe.js throws only before anything was sent. `bankAsks` is called when
 * the bank wants to check who pays, and for no other payment.
 */
export async function askBank(asking: Asking, bankAsks: () => void): Promise<Outcome> {
  const { form, submitted, clientSecret, returnUrl } = asking;
  try {
    const answering = form.confirm(clientSecret, returnUrl, submitted);
    void tellCheck(form, clientSecret, answering, bankAsks);
    const answer = await answering;
    if (!isUnanswered(answer)) return outcomeOf(answer);
    // From here on it was sent; a look that fails too says nothing about the money.
    return outcomeOfLook(await form.look(clientSecret).catch(() => ({})));
  } catch (fault) {
    return { kind: "broken", why: String(fault) };
  }
}

/**
 * Stripe.js says nothing when the window of a bank opens; the payment itself does. Looked at while
 * there is no answer, ever more seldom.
 */
async function tellCheck(
  form: Pick<Form, "look">,
  clientSecret: string,
  answering: Promise<StripeAnswer>,
  bankAsks: () => void,
): Promise<void> {
  const end = () => "ended" as const;
  const ended = answering.then(end, end);
  for (let look = 1; look <= LOOKS; look++) {
    if (await Promise.race([ended, later(LOOK_AFTER_MS * look, null)])) return;
    const seen = await Promise.race([ended, form.look(clientSecret).catch(() => null)]);
    if (seen === "ended") return;
    if (seen?.paymentIntent && isCheckOfBank(seen.paymentIntent)) return bankAsks();
  }
}

/**
 * 3-D Secure under way. What Stripe.js has to do besides (a captcha) and the pages of other methods
 * are no check of a bank. The names are Stripe's own and written down nowhere: an unknown one says
 * nothing.
 */
function isCheckOfBank({
  status,
  next_action: next,
}: NonNullable<StripeAnswer["paymentIntent"]>): boolean {
  return (
    status === "requires_action" && /3ds|three_d_secure/.test(next?.use_stripe_sdk?.type ?? "")
  );
}
