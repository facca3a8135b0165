import * as m from "../../../../i18n/generated/messages.ts";
import { query, replaceChildren } from "../../../kit/tree/dom.script.ts";
import { el } from "../../../kit/tree/tree.ts";
import { lang } from "../../messages/lang.script.ts";
import { mistakeIn } from "../../sale/billing/billing.ts";
import { suggestEmail } from "./email-suggestion.script.ts";

/**
 * "Did you mean sam@gmail.com?" below the field. Receipts and notices of refunds go to that
 * address, so the customer is asked once about a likely typing mistake; the next press goes on with
 * it.
 */
export class EmailQuestion {
  readonly #input: HTMLInputElement;
  readonly #accepted: () => void;
  /** The address that was last asked about. */
  #asked = "";

  /** `accepted` is called when the customer has taken the suggestion; the field holds it then. */
  constructor(input: HTMLInputElement, accepted: () => void) {
    this.#input = input;
    this.#accepted = accepted;
  }

  /** Shows or removes the question. `typing`: the beginning of a good address is no mistake yet. */
  update(typing: boolean): void {
    const typed = this.#input.value.trim();
    const right = mistakeIn(lang, "email", typed) === null;
    const meant = right ? suggestEmail(typed) : null;
    if (meant === null || (typing && meant.startsWith(typed))) replaceChildren(place());
    else if (typed !== this.#asked || place().childElementCount === 0) this.#ask(typed, meant);
  }

  /** Whether there is a question that was not on the page before this press. */
  isNew(): boolean {
    const before = this.#asked;
    this.update(false);
    return place().childElementCount > 0 && this.#asked !== before;
  }

  /** Gives the question the focus, because it answers the press. */
  focus(): void {
    query<HTMLButtonElement>("#email-meant button").focus();
  }

  #ask(typed: string, meant: string): void {
    this.#asked = typed;
    const words = m.mistakes_didYouMean(lang, meant);
    replaceChildren(place(), el("button", { type: "button", "data-testid": "email-meant" }, words));
    query("#email-meant button").addEventListener("click", () => {
      this.#input.value = meant;
      replaceChildren(place());
      this.#input.focus();
      this.#accepted();
    });
  }
}

const place = () => query("#email-meant");
