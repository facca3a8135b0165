import { must, say } from "./dom.ts";
import { HERE } from "./here-pay.ts";

/** The sentence about withdrawal, where the law asks for it: ticked by hand, or nothing is paid. */
export class Consent {
  constructor() {
    box().addEventListener("change", () => mark(null));
  }

  get given(): boolean {
    return box().checked;
  }

  /** True where it is not asked for, or given; otherwise says so at the box. */
  check(): boolean {
    const missing = !must("#consent-part").hidden && !this.given;
    if (missing) this.demand();
    return !missing;
  }

  /** Also where this page did not know that it is asked for. */
  demand(): void {
    must("#consent-part").hidden = false;
    mark(HERE.words.refusals.consent_needed);
    box().focus();
  }
}

const box = () => must<HTMLInputElement>("#consent");

function mark(mistake: string | null): void {
  if (mistake === null) box().removeAttribute("aria-invalid");
  else box().setAttribute("aria-invalid", "true");
  must("#consent-mistake").hidden = mistake === null;
  must("#consent-mistake span").textContent = mistake ?? "";
  if (mistake !== null) say(mistake);
}
