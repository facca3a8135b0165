import type { TopUpJson } from "../../../../contract/api.ts";
import type { TopUpConfirmed } from "../../../../contract/confirm-top-up.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import { type Answer, confirmTopUp, postTopUp } from "../../api/api.script.ts";
import { lang } from "../../messages/lang.script.ts";
import { refusalMessage } from "../../messages/refusal-messages.script.ts";
import { later } from "../../network/connection.script.ts";
import { isUnanswered, type Outcome, outcomeOf, outcomeOfCheck } from "./payment-outcome.script.ts";
import type { StripeAnswer, StripeError, Submitted, TokenAnswer } from "./stripe-types.script.ts";

/** The part of the card form that a confirmation uses. */
interface ConfirmationForm {
  createToken(returnUrl: string, submitted: Submitted): Promise<TokenAnswer>;
  handleAction(clientSecret: string): Promise<StripeAnswer>;
  checkPayment(clientSecret: string): Promise<StripeAnswer>;
}
/** A press of Pay whose top-up has been created. */
export interface PaymentConfirmation {
  readonly form: ConfirmationForm;
  readonly submitted: Submitted;
  readonly topUp: Pick<TopUpJson, "service_id" | "id">;
  readonly returnUrl: string;
}

/** Pauses before the same token is sent again when there was no answer; ms. */
const RETRY_AFTER_MS: readonly number[] = [1000, 3000];

/**
 * Tries to pay, through our server, and waits for the outcome. Never rejects: Stripe.js throws only
 * before anything was sent, which becomes "broken". `bankAsks` is called when the bank asks the
 * customer to confirm the payment (3-D Secure).
 */
export async function confirmPayment(
  confirmation: PaymentConfirmation,
  bankAsks: () => void,
): Promise<Outcome> {
  const { form, submitted, topUp, returnUrl } = confirmation;
  try {
    const { error, confirmationToken } = await form.createToken(returnUrl, submitted);
    if (error) return outcomeOfToken(error);
    if (!confirmationToken) return { kind: "broken", why: "no confirmation token" };
    const answer = await sendUntilAnswered(topUp, confirmationToken.id);
    if (answer.kind === "ok") return await outcomeOfTry(form, answer.body, bankAsks);
    // A top-up that was canceled meanwhile says so; anything else is found out.
    const { code } = answer.kind === "refused" ? answer.problem : { code: "silent" };
    return UNKNOWN.includes(code)
      ? await outcomeOfSync(topUp)
      : { kind: "declined", bold: whyNotTried(code) };
  } catch (fault) {
    return { kind: "broken", why: String(fault) };
  }
}

/** The session that made the top-up a moment ago is another one only where no cookie is kept. */
const whyNotTried = (code: string): string =>
  code === "not_yours" ? m.declined_noCookies(lang) : refusalMessage(code);

/** The same request may have its answer in some seconds. */
const PASSING: readonly string[] = [
  "silent",
  "payment_system_unavailable",
  "temporarily_unavailable",
];
const UNKNOWN: readonly string[] = [...PASSING, "internal", "wrong_state"];

/** The same token is the same try, so that sending it again is safe. */
async function sendUntilAnswered(
  topUp: PaymentConfirmation["topUp"],
  token: string,
): Promise<Answer<TopUpConfirmed>> {
  for (const pause of RETRY_AFTER_MS) {
    const answer = await confirmTopUp(topUp, token);
    const code = answer.kind === "refused" ? answer.problem.code : answer.kind;
    if (!PASSING.includes(code)) return answer;
    await later(pause, null);
  }
  return confirmTopUp(topUp, token);
}

async function outcomeOfTry(
  form: ConfirmationForm,
  { payment, action, client_secret: clientSecret, error }: TopUpConfirmed,
  bankAsks: () => void,
): Promise<Outcome> {
  if (payment === "sent") return { kind: "sent" };
  if (payment === "declined") return outcomeOf(error ? { error: stripeError(error) } : {});
  if (clientSecret === null) return { kind: "broken", why: "an action without its secret" };
  if (action === "bank_check") bankAsks();
  const answer = await form.handleAction(clientSecret);
  if (!isUnanswered(answer)) return outcomeOf(answer);
  return outcomeOfCheck(await form.checkPayment(clientSecret).catch(() => ({})));
}

/** No bank was asked yet, so that no answer of Stripe's is no answer about the money. */
function outcomeOfToken(error: StripeError): Outcome {
  const outcome = outcomeOf({ error });
  if (outcome.kind !== "sent") return outcome;
  return { kind: "declined", bold: m.banners_lost_bold(lang), help: m.banners_lost_help(lang) };
}

/** What the server knows; if it gives no answer either, it finds out, and the page says so. */
async function outcomeOfSync(topUp: PaymentConfirmation["topUp"]): Promise<Outcome> {
  const synced = await postTopUp(topUp, "sync");
  if (synced.kind !== "ok") return { kind: "sent" };
  const { state } = synced.body;
  if (state === "canceled" || state === "canceling") {
    return outcomeOfCheck({ paymentIntent: { status: "canceled" } });
  }
  return outcomeOfCheck({
    paymentIntent: {
      status: state === "awaiting_payment" ? "requires_payment_method" : "succeeded",
    },
  });
}

type TryError = NonNullable<TopUpConfirmed["error"]>;

const stripeError = ({ type, code, decline_code: declineCode }: TryError): StripeError => ({
  type,
  ...(code === null ? {} : { code }),
  ...(declineCode === null ? {} : { decline_code: declineCode }),
});
