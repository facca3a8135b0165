import { IntegrationError } from "./errors.js";
import { ExpressCheckoutElement, PaymentElement } from "./payment-element.js";

/** One group of elements: amount and currency are checked against the intent on confirmation. */
export class Elements {
  #options;
  #made = new Map();
  #submitted = false;

  constructor(options = {}) {
    checkOptions(options);
    this.#options = { ...options };
  }

  create(kind, _options) {
    if (this.#made.has(kind)) {
      throw new IntegrationError(`Can only create one Element of type ${kind}.`);
    }
    const group = () => this.#options;
    const changed = () => {
      this.#submitted = false;
    };
    let element;
    if (kind === "payment") element = new PaymentElement(group, changed);
    else if (kind === "expressCheckout") element = new ExpressCheckoutElement();
    else throw new IntegrationError(`The simulator has no Element of type ${kind}.`);
    this.#made.set(kind, element);
    return element;
  }

  getElement(kind) {
    return this.#made.get(kind) ?? null;
  }

  update(options) {
    checkOptions({ ...this.#options, ...options });
    Object.assign(this.#options, options);
    if (options.appearance) this.getElement("payment")?.update({ appearance: options.appearance });
  }

  async fetchUpdates() {
    return {};
  }

  /** Checks the fields. `{ error }` when something is missing. */
  async submit() {
    const result = await this.#payment().ask({ type: "submit" });
    this.#submitted = !result.error;
    return result;
  }

  get deferred() {
    return this.#options.mode !== undefined;
  }

  /** Confirms in the frame, which has the card. Throws on mistakes of the page. */
  async confirm({ key, clientSecret }) {
    if (this.deferred && !this.#submitted) {
      throw new IntegrationError("elements.submit() must be called before confirmPayment().");
    }
    const secret = clientSecret ?? this.#options.clientSecret;
    if (!secret) throw new IntegrationError("confirmPayment() needs a clientSecret.");
    const { amount, currency } = this.#options;
    const expected = this.deferred ? { amount, currency } : null;
    return await this.#payment().ask({ type: "confirm", key, clientSecret: secret, expected });
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
