import { finish, retrieve } from "./confirmation.js";
import { Elements } from "./elements.js";
import { IntegrationError } from "./errors.js";

/** What `Stripe(key)` returns: the part of Stripe.js that this project uses. */
class StripeClient {
  #key;

  constructor(key) {
    this.#key = key;
  }

  elements(options) {
    return new Elements(this.#key, options);
  }

  async confirmPayment({ elements, clientSecret, confirmParams, redirect = "always" }) {
    if (!(elements instanceof Elements)) {
      throw new IntegrationError("The simulator confirms with Elements only.");
    }
    const returnUrl = confirmParams?.return_url;
    if (redirect === "always" && !returnUrl) {
      throw new IntegrationError("confirmParams.return_url is missing.");
    }
    const billing = confirmParams?.payment_method_data?.billing_details;
    const result = await elements.confirm({ clientSecret, returnUrl, billing });
    if (result.error) return { error: result.error };
    const secret = result.paymentIntent.client_secret;
    return await finish(result.paymentIntent, { clientSecret: secret, redirect, returnUrl });
  }

  async createConfirmationToken({ elements, params = {} }) {
    if (!(elements instanceof Elements)) {
      throw new IntegrationError("The simulator makes tokens with Elements only.");
    }
    const billing = params.payment_method_data?.billing_details;
    const result = await elements.createToken({ returnUrl: params.return_url, billing });
    return result.error ? { error: result.error } : { confirmationToken: result.token };
  }

  async handleNextAction({ clientSecret }) {
    const result = await retrieve(this.#key, clientSecret);
    if (result.error) return result;
    return await finish(result.paymentIntent, { clientSecret, redirect: "if_required" });
  }

  retrievePaymentIntent(clientSecret) {
    return retrieve(this.#key, clientSecret);
  }

  _registerWrapper() {}
}

export function Stripe(key) {
  if (typeof key !== "string" || key === "") {
    throw new IntegrationError("Please call Stripe() with your publishable key.");
  }
  if (key.startsWith("sk_")) {
    throw new IntegrationError("You should not use your secret key with Stripe.js.");
  }
  return new StripeClient(key);
}

Stripe.version = "endive";
window.Stripe = Stripe;
