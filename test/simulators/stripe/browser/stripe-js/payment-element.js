import { IntegrationError } from "./errors.js";
import { openFrame, setStyles } from "./frames.js";
import { Listeners } from "./listeners.js";
import { SIMULATOR } from "./settings.js";

/** The Payment Element: card fields in an iframe. Card data never enter the page. */
export class PaymentElement extends Listeners {
  #group;
  #talk = null;
  #onChange;

  constructor(group, onChange) {
    super();
    this.#group = group;
    this.#onChange = onChange;
  }

  mount(target) {
    const place = typeof target === "string" ? document.querySelector(target) : target;
    if (!place) throw new IntegrationError(`Nothing on the page fits ${target}.`);
    this.unmount();
    const { appearance = {}, locale = "auto" } = this.#group();
    this.#talk = openFrame("/frames/payment-element", {
      title: "Secure payment input frame",
      testId: "payment-element-frame",
      params: { appearance, locale, parent: window.location.origin },
      onMessage: (message) => this.#hear(message),
    });
    setStyles(this.#talk.frame, { height: "16rem" });
    place.replaceChildren(this.#talk.frame);
    this.emit("loaderstart", { elementType: "payment" });
  }

  unmount() {
    this.#talk?.close();
    this.#talk = null;
  }

  destroy() {
    this.unmount();
  }

  update(options) {
    this.#talk?.post({ type: "update", options });
  }

  clear() {
    this.#talk?.post({ type: "clear" });
  }

  focus() {
    this.#talk?.post({ type: "focus" });
  }

  blur() {
    this.#talk?.post({ type: "blur" });
  }

  collapse() {}

  /** Asks the frame to check the fields or to confirm. */
  ask(message) {
    if (!this.#talk) {
      throw new IntegrationError("The Payment Element must be mounted before it can be used.");
    }
    return this.#talk.ask(message);
  }

  #hear({ type, ...event }) {
    const elementType = "payment";
    if (type === "height" && this.#talk) {
      setStyles(this.#talk.frame, { height: `${event.height}px` });
    } else if (type === "ready" && SIMULATOR.loadError) {
      const error = { type: "api_error", message: "The Payment Element could not be loaded." };
      this.emit("loaderror", { elementType, error });
    } else if (type === "ready") {
      this.emit("ready", { elementType });
    } else if (type === "change") {
      this.#onChange();
      this.emit("change", { elementType, collapsed: false, value: { type: "card" }, ...event });
    } else {
      this.emit(type, { elementType });
    }
  }
}

/** The Express Checkout Element: no wallet is ever available here, so the page hides it. */
export class ExpressCheckoutElement extends Listeners {
  mount() {
    queueMicrotask(() => {
      this.emit("ready", { elementType: "expressCheckout", availablePaymentMethods: undefined });
    });
  }
  unmount() {}
  destroy() {}
  update() {}
}
