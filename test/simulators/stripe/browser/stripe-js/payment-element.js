import { hiddenFields } from "./billing-fields.js";
import { Element } from "./element.js";

/** The Payment Element: fields in an iframe. What is typed there never reaches the page. */
export class PaymentElement extends Element {
  #group;
  options;

  constructor(group, options = {}) {
    super("payment");
    this.#group = group;
    this.options = options;
    this.on("change", () => group.changed());
  }

  mount(target) {
    const { defaultValues } = this.options;
    this.mountFrame(target, {
      path: "/frames/payment-element",
      title: "Secure payment input frame",
      testId: "payment-element-frame",
      params: { ...this.#group.forFrames(), defaultValues, hide: hiddenFields(this.options) },
      height: "22rem",
    });
    this.emit("loaderstart", { elementType: "payment" });
  }

  collapse() {
    return this;
  }
}
