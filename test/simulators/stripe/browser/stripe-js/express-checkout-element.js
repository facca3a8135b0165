import { Element } from "./element.js";
import { IntegrationError } from "./errors.js";
import { WalletSheet } from "./wallet-sheet.js";

/** Time limit of docs.stripe.com/js/elements_object/express_checkout_element_click_event. */
const RESOLVE_MS = 1000;
const MESSAGES = {
  fail: "Your payment could not be processed.",
  invalid_shipping_address: "Your shipping address is invalid.",
  invalid_billing_address: "Your billing address is invalid.",
  invalid_payment_data: "Your payment details are invalid.",
  address_unserviceable: "Your address cannot be served.",
};

/** Wallet buttons in an iframe. A press emits `click` to the page and then opens the sheet. */
export class ExpressCheckoutElement extends Element {
  #group;
  #options;

  constructor(group, options = {}) {
    super("expressCheckout");
    const { buttonHeight = 44 } = options;
    if (buttonHeight < 40 || buttonHeight > 55) {
      throw new IntegrationError("buttonHeight must be a number between 40 and 55.");
    }
    this.#group = group;
    this.#options = options;
    this.on("press", ({ wallet, name }) => this.#pressed(wallet, name));
  }

  mount(target) {
    const { buttonHeight, paymentMethods } = this.#options;
    this.mountFrame(target, {
      path: "/frames/express-checkout",
      title: "Secure express checkout frame",
      testId: "express-checkout-frame",
      params: { ...this.#group.forFrames(), buttonHeight, paymentMethods },
      height: "0",
    });
  }

  update(options) {
    Object.assign(this.#options, options);
    return super.update(options);
  }

  /** The page has a second to answer; if it has no listener, the sheet opens at once. */
  #pressed(wallet, name) {
    let open = true;
    const once = (run) => (details) => {
      if (!open) return;
      open = false;
      clearTimeout(late);
      run(details);
    };
    const late = setTimeout(() => {
      open = false;
      console.error("The click event's resolve() must be called within 1 second.");
    }, RESOLVE_MS);
    const resolve = once((details = {}) => this.#open(wallet, name, details));
    const reject = once(() => {});
    if (!this.has("click")) resolve();
    this.emit("click", {
      elementType: "expressCheckout",
      expressPaymentType: wallet,
      resolve,
      reject,
    });
  }

  #open(wallet, name, details) {
    const wanted = { ...this.#options, ...details };
    const { amount, ...common } = this.#group.forFrames();
    const items = (wanted.lineItems ?? []).reduce((sum, item) => sum + item.amount, 0);
    if (items > amount) {
      throw new IntegrationError(
        `The amount ${amount} is less than the total amount of the line items provided.`,
      );
    }
    const { business, emailRequired = false, billingAddressRequired = false } = wanted;
    const collect = { email: emailRequired, address: billingAddressRequired };
    const shown = { wallet, name, business: business?.name ?? "Simulated merchant", collect };
    const sheet = new WalletSheet({ ...common, amount, ...shown }, (message) => {
      if (message.type === "pay") this.#pay(sheet, wallet, message.billing);
      if (message.type === "cancel") this.#cancel(sheet);
    });
  }

  #pay(sheet, wallet, billing) {
    this.#group.authorised(sheet, wallet);
    const paymentFailed = ({ reason = "fail", message } = {}) => {
      if (!this.#group.revoked(sheet)) return;
      sheet.fail(message ?? MESSAGES[reason] ?? MESSAGES.fail);
    };
    const details = Object.keys(billing).length === 0 ? {} : { billingDetails: shaped(billing) };
    const event = { elementType: "expressCheckout", expressPaymentType: wallet };
    this.emit("confirm", { ...event, paymentFailed, ...details });
  }

  #cancel(sheet) {
    this.#group.revoked(sheet);
    sheet.close();
    this.emit("cancel", { elementType: "expressCheckout" });
  }
}

function shaped({ name, email, country = "", postcode = "" }) {
  const address = { city: "", country, line1: "", line2: null, postal_code: postcode, state: "" };
  return { name, ...(email === undefined ? {} : { email }), address };
}
