/** A mistake of the page; Stripe.js throws the same. */
export class IntegrationError extends Error {
  constructor(message) {
    super(message);
    this.name = "IntegrationError";
  }
}

/** The error for the page if a request got no answer: the outcome is unknown. */
export function connectionError() {
  return {
    type: "api_connection_error",
    message:
      "We are experiencing issues connecting to our payments provider. " +
      "Please check your internet connection and try again.",
  };
}

/** The error of an intent whose last confirmation failed. */
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
