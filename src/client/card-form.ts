import type { Choice } from "../views/choice.ts";
import type { ShopData } from "../views/page-data.ts";
import { must } from "./dom.ts";
import { HERE } from "./here-pay.ts";
import {
  appearance,
  loadStripe,
  mountForm,
  type StripeElements,
  type StripeJs,
} from "./stripe-js.ts";

/** Stripe's card form on our page. It knows the amount; our server never sees the card. */
export class CardForm {
  readonly stripe: StripeJs;
  readonly elements: StripeElements;

  private constructor(stripe: StripeJs, elements: StripeElements) {
    this.stripe = stripe;
    this.elements = elements;
  }

  /** Throws when any part of it does not come. */
  static async open(data: ShopData, choice: Choice): Promise<CardForm> {
    const stripe = await loadStripe(data.stripe_js_url, data.publishable_key);
    const elements = stripe.elements({
      mode: "payment",
      amount: choice.price.minor,
      currency: choice.price.currency,
      appearance: appearance(),
      locale: HERE.tag,
    });
    await mountForm(elements, must("#payment-element"));
    return new CardForm(stripe, elements);
  }

  setAmount({ price }: Choice): void {
    this.elements.update({ amount: price.minor, currency: price.currency });
  }
}
