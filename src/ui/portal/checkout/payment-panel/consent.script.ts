import * as m from "../../../../i18n/generated/messages.ts";
import { showFieldError } from "../../../kit/field/field.script.ts";
import { announce, query } from "../../../kit/tree/dom.script.ts";
import { lang } from "../../messages/lang.script.ts";

/** The consent about the right of withdrawal, where the operator asks for it before paying. */
export class Consent {
  constructor() {
    box().addEventListener("change", () => showFieldError(box(), null));
  }

  /** Whether the customer has ticked the box. */
  get given(): boolean {
    return box().checked;
  }

  /** True: given, or not asked for. Otherwise shows the mistake at the box. */
  check(): boolean {
    const missing = !query("#consent-part").hidden && !this.given;
    if (missing) this.demand();
    return !missing;
  }

  /**
   * Shows the box, also on a page that was made before the operator asked for it, and its mistake.
   */
  demand(): void {
    query("#consent-part").hidden = false;
    const mistake = m.refusals_consent_needed(lang);
    showFieldError(box(), mistake);
    announce(mistake);
    box().focus();
  }
}

const box = () => query<HTMLInputElement>("#consent");
