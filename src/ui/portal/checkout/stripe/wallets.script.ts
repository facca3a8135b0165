import { query } from "../../../kit/tree/dom.script.ts";
import type { ExpressElement, StripeElements } from "./stripe-types.script.ts";

/** What our page decides about a wallet's button and sheet. */
export interface WalletRules {
  /** Whether the sheet may open; shows the reason if not. Called during the press. */
  mayOpen(): boolean;
  /** What the sheet shows: the merchant, what is bought, and the price in minor units. */
  sheet(): { readonly business: string; readonly what: string; readonly minor: number };
  /** The customer has agreed in the sheet. `failed` tells the sheet why the payment failed. */
  pay(failed: (words: string) => void): void;
}

/** How long the card form, once ready, waits to know the available wallets; ms. */
const KNOWN_MS = 6000;
/** As high as our own buttons; Stripe accepts 40 to 55; px. */
const HEIGHT = 48;

/**
 * The buttons of Apple Pay, Google Pay and Link above the card form, where the device has any. If
 * there is none, or they fail, the card form stays as it is.
 */
export class Wallets {
  readonly #element: ExpressElement;
  readonly #known: Promise<boolean>;

  constructor(elements: StripeElements, rules: WalletRules) {
    this.#element = elements.create("expressCheckout", {
      buttonHeight: HEIGHT,
      // The billing details come from step 2; the sheet need not ask for them.
      emailRequired: false,
      billingAddressRequired: false,
    });
    this.#known = new Promise((resolve) => {
      this.#element.on("ready", ({ availablePaymentMethods: all = {} }) =>
        resolve(Object.values(all).some(Boolean)),
      );
      this.#element.on("loaderror", () => resolve(false));
    });
    this.#element.on("click", (click) => {
      if (!rules.mayOpen()) return click.reject();
      const { business, what, minor } = rules.sheet();
      click.resolve({ business: { name: business }, lineItems: [{ name: what, amount: minor }] });
    });
    this.#element.on("confirm", (confirm) =>
      rules.pay((message) => confirm.paymentFailed({ reason: "fail", message })),
    );
  }

  /** Starts to load the buttons, still hidden. */
  mount(): void {
    this.#element.mount(query("#express-element"));
  }

  /** Shows the buttons if there are any. Late ones stay hidden, so that the form never moves. */
  async show(): Promise<void> {
    const late = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), KNOWN_MS);
    });
    const some = await Promise.race([this.#known, late]);
    query("#express").toggleAttribute("data-off", !some);
  }

  /** Whether there are buttons, and they have no room yet. */
  get areMissing(): boolean {
    const isOff = "off" in query("#express").dataset;
    return !isOff && query("#express-element").clientHeight < HEIGHT;
  }

  /** Removes the buttons from the page. */
  destroy(): void {
    query("#express").toggleAttribute("data-off", true);
    this.#element.destroy();
  }
}
