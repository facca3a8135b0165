/** A mistake of the page, thrown as Stripe.js throws it. */
export class IntegrationError extends Error {
  constructor(message) {
    super(message);
    this.name = "IntegrationError";
  }
}

/** What a failed request to Stripe looks like to the page: nothing is known. */
export function connectionError() {
  return {
    type: "api_connection_error",
    message:
      "We are experiencing issues connecting to our payments provider. " +
      "Please check your internet connection and try again.",
  };
}

/** The error of an intent whose last try failed. */
export function lastError(intent) {
  const { type, code, decline_code, message } = intent.last_payment_error ?? {};
  return {
    type: type ?? "api_error",
    code,
    decline_code,
    message: message ?? "The payment was not completed.",
    payment_intent: intent,
  };
}
