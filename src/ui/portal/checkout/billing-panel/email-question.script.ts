import { query, replaceChildren } from "../../../kit/tree/dom.script.ts";
import { el } from "../../../kit/tree/tree.ts";
import { translator } from "../../messages/checkout-messages.script.ts";
import { mistakeIn } from "../../sale/billing/billing.ts";
import { suggestEmail } from "./email-suggestion.script.ts";

/**
 * "Did you mean sam@gmail.com?" below the field. Receipts and news of refunds go there, so a slip
 * is worth a question; but it stops nobody: the same press again goes on with what was typed.
 */
export class EmailQuestion {
  readonly #input: HTMLInputElement;
  readonly #accepted: () => void;
  /** The address that was last asked about. */
  #asked = "";

  /** `accepted`: the field holds the other address now. */
  constructor(input: HTMLInputElement, accepted: () => void) {
    this.#input = input;
    this.#accepted = accepted;
  }

  /** Asks, or stops asking. While somebody types, the beginning of an address is no slip. */
  update(typing: boolean): void {
    const typed = this.#input.value.trim();
    const right = mistakeIn(translator, "email", typed) === null;
    const meant = right ? suggestEmail(typed) : null;
    if (meant === null || (typing && meant.startsWith(typed))) replaceChildren(place());
    else if (typed !== this.#asked || place().childElementCount === 0) this.#ask(typed, meant);
  }

  /** True: there is a question that nobody has seen before this press. */
  isNew(): boolean {
    const before = this.#asked;
    this.update(false);
    return place().childElementCount > 0 && this.#asked !== before;
  }

  /** The question takes the focus: it is what happened. */
  focus(): void {
    query<HTMLButtonElement>("#email-meant button").focus();
  }

  #ask(typed: string, meant: string): void {
    this.#asked = typed;
    const words = translator.messages.mistakes.didYouMean(meant);
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
