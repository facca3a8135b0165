import { query } from "../../../kit/tree/dom.script.ts";
import type { ExpressElement, StripeElements } from "./stripe-types.script.ts";

/** What our page says to a wallet's button. */
export interface WalletRules {
  /** Whether its sheet may open; when not, this has said why. Asked within the press itself. */
  mayOpen(): boolean;
  /** What the sheet shows: whose it is, and what is bought. */
  sheet(): { readonly business: string; readonly what: string; readonly minor: number };
  /** The buyer agreed in the sheet. `failed` tells the sheet that it came to nothing, and why. */
  pay(failed: (words: string) => void): void;
}

/** After the card form is there, nobody waits longer to hear which wallets there are; ms. */
const KNOWN_MS = 6000;
/** As high as our own buttons; Stripe takes 40 to 55. */
const HEIGHT = 48;

/**
 * Apple Pay, Google Pay, Link: the buttons above the card form, where this device has any. None, or
 * a fault of theirs, leaves the card form as it is.
 */
export class Wallets {
  readonly #element: ExpressElement;
  readonly #known: Promise<boolean>;

  constructor(elements: StripeElements, rules: WalletRules) {
    this.#element = elements.create("expressCheckout", {
      buttonHeight: HEIGHT,
      // The details come from our own step; a sheet asks for nothing more.
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

  mount(): void {
    this.#element.mount(query("#express-element"));
  }

  /** Shows the buttons if there are any; later ones stay away: nothing moves under the thumb. */
  async show(): Promise<void> {
    const late = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), KNOWN_MS);
    });
    const some = await Promise.race([this.#known, late]);
    query("#express").toggleAttribute("data-off", !some);
  }

  destroy(): void {
    query("#express").toggleAttribute("data-off", true);
    this.#element.destroy();
  }
}
