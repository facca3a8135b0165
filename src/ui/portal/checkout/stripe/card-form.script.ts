import { EXCLUDED_METHODS, METHOD_OPTIONS } from "../../../../domain/payment/excluded-methods.ts";
import { steadyHeight } from "../../../kit/browser/height.script.ts";
import { withTimeout } from "../../../kit/browser/with-timeout.script.ts";
import { query } from "../../../kit/tree/dom.script.ts";
import { lang } from "../../messages/lang.script.ts";
import type { ShopData } from "../../page/page-data.ts";
import type { Billing } from "../../sale/billing/billing.ts";
import type { Choice } from "../../sale/choice/choice.ts";
import { appearance, loadStripe } from "./stripe-js.script.ts";
import type {
  PaymentElement,
  StripeAnswer,
  StripeBillingDetails,
  StripeElements,
  StripeJs,
  Submitted,
  TokenAnswer,
} from "./stripe-types.script.ts";
import { type WalletRules, Wallets } from "./wallets.script.ts";

/** A form that is not ready after this long counts as failed; ms. */
const FORM_MS = 15_000;

/** Wallets have their own buttons above the form. */
const WALLETS = { applePay: "never", googlePay: "never", link: "never" } as const;

interface Opening {
  readonly data: ShopData;
  readonly choice: Choice;
  readonly billing: Billing;
  readonly rules: WalletRules;
}

/** Stripe's wallets and card form on our page. Our server never sees the card. */
export class CardForm {
  readonly #stripe: StripeJs;
  readonly #elements: StripeElements;
  readonly #card: PaymentElement;
  readonly #wallets: Wallets;
  #billing: StripeBillingDetails;

  private constructor(stripe: StripeJs, { choice, billing, rules }: Opening) {
    this.#stripe = stripe;
    this.#billing = detailsOf(billing);
    this.#elements = stripe.elements({
      mode: "payment",
      amount: choice.price.minor,
      currency: choice.price.currency,
      appearance: appearance(),
      locale: lang.tag,
      excludedPaymentMethodTypes: EXCLUDED_METHODS,
      paymentMethodOptions: METHOD_OPTIONS,
    });
    this.#wallets = new Wallets(this.#elements, rules);
    this.#card = this.#elements.create("payment", {
      layout: "tabs",
      wallets: WALLETS,
      defaultValues: { billingDetails: this.#billing },
    });
  }

  /** Throws when Stripe.js or the card form fails to load. Wallets may fail, or be missing. */
  static async open(opening: Opening): Promise<CardForm> {
    const { stripe_js_url: url, publishable_key: key } = opening.data;
    const form = new CardForm(await loadStripe(url, key), opening);
    form.#wallets.mount();
    await withTimeout(FORM_MS, (done, fail) => {
      form.#card.on("ready", done);
      form.#card.on("loaderror", () => fail(new Error("the card form could not be loaded")));
      form.#card.mount(query("#payment-element"));
      return () => form.close();
    });
    await form.#wallets.show();
    // Stripe's frames get their heights after they are ready. The form is still hidden, and what is
    // below the card form stays in its place later.
    await steadyHeight(query("#pay-form"), () => form.#wallets.areMissing);
    const { style, clientHeight } = query("#payment-element");
    style.minBlockSize = `${clientHeight}px`;
    return form;
  }

  /** The choice has changed. */
  setAmount({ price }: Choice): void {
    this.#elements.update({ amount: price.minor, currency: price.currency });
  }
  /** The billing details have changed. */
  setBilling(billing: Billing): void {
    this.#billing = detailsOf(billing);
    this.#card.update({ defaultValues: { billingDetails: this.#billing } });
  }

  /** Has Stripe check the form. Must be the first await after a press: wallets allow no other. */
  submit(): Promise<Submitted> {
    return this.#elements.submit();
  }

  /**
   * Makes a token of what the customer entered; nothing is paid by that. Throws when Stripe.js
   * refuses. Only for cards the name comes from our billing details: the forms of other methods ask
   * for it. A bank or a method leads back to `returnUrl`.
   */
  createToken(
    returnUrl: string,
    { selectedPaymentMethod: method }: Submitted,
  ): Promise<TokenAnswer> {
    const holder = { payment_method_data: { billing_details: this.#billing } };
    return this.#stripe.createConfirmationToken({
      elements: this.#elements,
      params: { return_url: returnUrl, ...(method === "card" && holder) },
    });
  }

  /** Lets the customer answer the bank, above our page or on another one. */
  handleAction(clientSecret: string): Promise<StripeAnswer> {
    return this.#stripe.handleNextAction({ clientSecret });
  }

  /** Reads the payment from Stripe. */
  checkPayment(clientSecret: string): Promise<StripeAnswer> {
    return this.#stripe.retrievePaymentIntent(clientSecret);
  }

  /** Removes the forms from the page, so that new ones can be opened. */
  close(): void {
    this.#wallets.destroy();
    this.#card.destroy();
  }
}

const detailsOf = ({
  first_name: first,
  last_name: last,
  email,
}: Billing): StripeBillingDetails => ({
  name: `${first} ${last}`,
  email,
});
