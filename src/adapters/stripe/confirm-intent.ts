import type Stripe from "stripe";
import type { ConfirmationToken, Confirmed, ConfirmOrder } from "../../app/ports/payments.ts";
import { portFault, readFault } from "./stripe-fault.ts";

/**
 * Confirms an intent by its id, with what the customer entered (docs.stripe.com/payments/
 * finalize-payments-on-the-server). `use_stripe_sdk`: Stripe.js handles 3-D Secure above our page.
 * A `return_url` here takes precedence over the token's (docs.stripe.com/api/payment_intents/
 * confirm), which the browser has written.
 */
export async function confirmIntent(
  client: Stripe,
  { attemptId, intentId, confirmationToken, returnUrl }: ConfirmOrder,
): Promise<Confirmed> {
  try {
    return confirmedOf(
      await client.paymentIntents.confirm(
        intentId,
        {
          confirmation_token: confirmationToken,
          use_stripe_sdk: true,
          ...(returnUrl !== null && { return_url: returnUrl }),
        },
        { idempotencyKey: `confirm:${attemptId}:${confirmationToken}` },
      ),
    );
  } catch (thrown) {
    const fault = readFault(thrown);
    if (fault.kind === "silent") throw portFault(thrown);
    const { type, code, declineCode, param } = fault;
    const error = { type, code, declineCode, param };
    return { payment: "declined", action: null, clientSecret: null, error };
  }
}

function confirmedOf({
  status,
  client_secret: clientSecret,
  next_action: next,
}: Stripe.PaymentIntent): Confirmed {
  const error = null;
  switch (status) {
    case "succeeded":
    case "processing":
    case "requires_capture":
      return { payment: "sent", action: null, clientSecret, error };
    case "requires_action":
      return { payment: "action", action: actionOf(next), clientSecret, error };
    default:
      return { payment: "declined", action: null, clientSecret: null, error };
  }
}

/** Stripe documents the names of what its script does nowhere; an unknown one is "other". */
function actionOf(next: Stripe.PaymentIntent.NextAction | null): Confirmed["action"] {
  if (next?.redirect_to_url) return "redirect";
  const { type } = (next?.use_stripe_sdk ?? {}) as { readonly type?: unknown };
  return typeof type === "string" && /3ds|three_d_secure/.test(type) ? "bank_check" : "other";
}

/** Of `payment_method_preview`: it is known before anything is charged, also for wallets. */
export async function cardOf(client: Stripe, token: ConfirmationToken): Promise<string | null> {
  try {
    const { payment_method_preview: method } = await client.confirmationTokens.retrieve(token);
    return method?.card?.fingerprint ?? null;
  } catch (thrown) {
    if (readFault(thrown).kind === "refused") return null;
    throw portFault(thrown);
  }
}
