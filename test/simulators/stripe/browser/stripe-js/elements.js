import { demandBilling } from "./billing-fields.js";
import { IntegrationError } from "./errors.js";
import { ExpressCheckoutElement } from "./express-checkout-element.js";
import { PaymentElement } from "./payment-element.js";
import { SIMULATOR } from "./settings.js";

const KINDS = { payment: PaymentElement, expressCheckout: ExpressCheckoutElement };

/** A group of elements; confirming compares its amount and currency with the intent. */
export class Elements {
  #key;
  #options;
  #made = new Map();
  #submitted = false;
  /** The sheet in which the buyer has pressed Pay, and its wallet. */
  #wallet = null;

  constructor(key, options = {}) {
    checkOptions(options);
    this.#key = key;
    this.#options = { ...options };
  }

  create(kind, options) {
    if (this.#made.has(kind)) {
      throw new IntegrationError(`Can only create one Element of type ${kind}.`);
    }
    const Kind = Object.hasOwn(KINDS, kind) ? KINDS[kind] : null;
    if (!Kind) throw new IntegrationError(`The simulator has no Element of type ${kind}.`);
    const element = new Kind(this.#forElements(), options);
    this.#made.set(kind, element);
    element.on("destroyed", () => this.#made.delete(kind));
    return element;
  }

  getElement(kind) {
    return this.#made.get(kind) ?? null;
  }

  update(options) {
    checkOptions({ ...this.#options, ...options });
    Object.assign(this.#options, options);
    const { amount, currency } = this.#options;
    for (const element of this.#made.values()) {
      element.post({ type: "group", amount, currency });
      if (options.appearance) element.update({ appearance: options.appearance });
    }
  }

  async fetchUpdates() {
    return {};
  }

  /** Checks the fields; a wallet has checked its own. `{ error }` if something is missing. */
  async submit() {
    const result = this.#wallet
      ? { selectedPaymentMethod: this.#wallet.type }
      : await this.#payment().ask({ type: "submit" });
    this.#submitted = !result.error;
    return result;
  }

  get deferred() {
    return this.#options.mode !== undefined;
  }

  /** Confirms in the frame that has the data. Throws because of mistakes of the page. */
  async confirm({ clientSecret, returnUrl, billing }) {
    if (this.deferred && !this.#submitted) {
      throw new IntegrationError("elements.submit() must be called before confirmPayment().");
    }
    const secret = clientSecret ?? this.#options.clientSecret;
    if (!secret) throw new IntegrationError("confirmPayment() needs a clientSecret.");
    const { amount, currency, excludedPaymentMethodTypes: excluded = [] } = this.#options;
    const expected = this.deferred ? { amount, currency, excluded } : null;
    const order = { type: "confirm", clientSecret: secret, expected, returnUrl, billing };
    return await this.#askWithData(order, billing);
  }

  /** A token of what was entered, for a confirmation by the merchant's server. */
  async createToken({ returnUrl, billing }) {
    if (!this.#submitted) {
      throw new IntegrationError("elements.submit() must be called before a token is made.");
    }
    return await this.#askWithData({ type: "token", returnUrl, billing }, billing);
  }

  /** Asks the frame that has the data: a wallet's open sheet, or the Payment Element. */
  async #askWithData(order, billing) {
    const wallet = this.#wallet;
    if (!wallet) {
      demandBilling(this.#payment().options, billing);
      return await this.#payment().ask(order);
    }
    const result = await wallet.sheet.ask(order);
    this.#wallet = null;
    wallet.sheet.close();
    return result;
  }

  #forElements() {
    return {
      forFrames: () => {
        const { appearance = {}, locale = "auto", amount, currency } = this.#options;
        const ours = { key: this.#key, switches: SIMULATOR.switches };
        return { ...ours, appearance, locale, amount, currency, parent: window.location.origin };
      },
      changed: () => {
        this.#submitted = false;
      },
      authorised: (sheet, type) => {
        this.#wallet = { sheet, type };
        this.#submitted = false;
      },
      /** False: this sheet is not waiting for the page any more. */
      revoked: (sheet) => {
        if (this.#wallet?.sheet !== sheet) return false;
        this.#wallet = null;
        return true;
      },
    };
  }

  #payment() {
    const element = this.#made.get("payment");
    if (!element) throw new IntegrationError("There is no Payment Element in this group.");
    return element;
  }
}

function checkOptions(options) {
  if ("paymentMethodTypes" in options) {
    throw new IntegrationError("paymentMethodTypes is no longer supported.");
  }
  if (options.mode !== "payment") return;
  const { amount, currency } = options;
  if (!Number.isInteger(amount) || amount < 1) {
    throw new IntegrationError("In payment mode, amount must be a positive integer.");
  }
  if (typeof currency !== "string" || !/^[a-z]{3}$/.test(currency)) {
    throw new IntegrationError("In payment mode, currency must be a lower-case code.");
  }
}
