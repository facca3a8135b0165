import { showFieldError } from "../../../kit/field/field.script.ts";
import { announce, query } from "../../../kit/tree/dom.script.ts";
import { translator } from "../../messages/checkout-messages.script.ts";

/** The sentence about withdrawal, where the law asks for it: ticked by hand, or nothing is paid. */
export class Consent {
  constructor() {
    box().addEventListener("change", () => showFieldError(box(), null));
  }

  get given(): boolean {
    return box().checked;
  }

  /** True where it is not asked for, or given; otherwise says so at the box. */
  check(): boolean {
    const missing = !query("#consent-part").hidden && !this.given;
    if (missing) this.demand();
    return !missing;
  }

  /** Also where this page did not know that it is asked for. */
  demand(): void {
    query("#consent-part").hidden = false;
    const mistake = translator.messages.refusals.consent_needed;
    showFieldError(box(), mistake);
    announce(mistake);
    box().focus();
  }
}

const box = () => query<HTMLInputElement>("#consent");
