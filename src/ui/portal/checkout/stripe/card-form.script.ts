import { withTimeout } from "../../../kit/browser/with-timeout.script.ts";
import { query } from "../../../kit/tree/dom.script.ts";
import { translator } from "../../messages/checkout-messages.script.ts";
import type { ShopData } from "../../page/page-data.ts";
import type { Billing } from "../../sale/billing/billing.ts";
import type { Choice } from "../../sale/choice/choice.ts";
import { appearance, loadStripe } from "./stripe-js.script.ts";
import type {
  BillingDetails,
  PaymentElement,
  StripeAnswer,
  StripeElements,
  StripeJs,
  Submitted,
} from "./stripe-types.script.ts";
import { type WalletRules, Wallets } from "./wallets.script.ts";

/** A form that has not come after this long does not come; ms. */
const FORM_MS = 15_000;

/** Wallets have their own buttons above the form. */
const WALLETS = { applePay: "never", googlePay: "never", link: "never" } as const;

interface Opening {
  readonly data: ShopData;
  readonly choice: Choice;
  readonly billing: Billing;
  readonly rules: WalletRules;
}

/** Stripe's forms on our page. They know the amount; our server never sees the card. */
export class CardForm {
  readonly #stripe: StripeJs;
  readonly #elements: StripeElements;
  readonly #card: PaymentElement;
  readonly #wallets: Wallets;
  #billing: BillingDetails;

  private constructor(stripe: StripeJs, { choice, billing, rules }: Opening) {
    this.#stripe = stripe;
    this.#billing = detailsOf(billing);
    this.#elements = stripe.elements({
      mode: "payment",
      amount: choice.price.minor,
      currency: choice.price.currency,
      appearance: appearance(),
      locale: translator.tag,
    });
    this.#wallets = new Wallets(this.#elements, rules);
    this.#card = this.#elements.create("payment", {
      layout: "tabs",
      wallets: WALLETS,
      defaultValues: { billingDetails: this.#billing },
    });
  }

  /** Throws when the script or the card form does not come; wallets are not waited for long. */
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
    return form;
  }

  setAmount({ price }: Choice): void {
    this.#elements.update({ amount: price.minor, currency: price.currency });
  }
  setBilling(billing: Billing): void {
    this.#billing = detailsOf(billing);
    this.#card.update({ defaultValues: { billingDetails: this.#billing } });
  }

  /** Checks what was typed; before any other wait, because wallets allow for none. */
  submit(): Promise<Submitted> {
    return this.#elements.submit();
  }

  /**
   * Asks the bank, over the page or by leaving it for `returnUrl`. Throws when Stripe.js refuses
   * before anything was sent. A card has no holder's name in its form; other methods ask for it.
   */
  confirm(
    clientSecret: string,
    returnUrl: string,
    { selectedPaymentMethod: method }: Submitted,
  ): Promise<StripeAnswer> {
    const holder = { payment_method_data: { billing_details: this.#billing } };
    return this.#stripe.confirmPayment({
      elements: this.#elements,
      clientSecret,
      confirmParams: { return_url: returnUrl, ...(method === "card" && holder) },
      redirect: "if_required",
    });
  }

  checkPayment(clientSecret: string): Promise<StripeAnswer> {
    return this.#stripe.retrievePaymentIntent(clientSecret);
  }

  /** Takes the forms off the page, so that others can be opened. */
  close(): void {
    this.#wallets.destroy();
    this.#card.destroy();
  }
}

const detailsOf = ({ first_name: first, last_name: last, email }: Billing): BillingDetails => ({
  name: `${first} ${last}`,
  email,
});
