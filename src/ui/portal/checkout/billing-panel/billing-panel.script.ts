import * as m from "../../../../i18n/generated/messages.ts";
import { afterPointerUp, watchPointer } from "../../../kit/browser/after-pointer-up.script.ts";
import { showFieldError } from "../../../kit/field/field.script.ts";
import { query } from "../../../kit/tree/dom.script.ts";
import type { LocalDraft } from "../../device/local-draft.script.ts";
import { lang } from "../../messages/lang.script.ts";
import {
  type Billing,
  billingFrom,
  FIELDS,
  type Field,
  mistakeIn,
  mistakesIn,
} from "../../sale/billing/billing.ts";
import type { Shop } from "../../sale/shop.script.ts";
import { EmailQuestion } from "./email-question.script.ts";

/** Step 2. A field is checked when the customer leaves it, then on every key until it is right. */
export class BillingStep {
  readonly #localDraft: LocalDraft;
  readonly #question: EmailQuestion;

  constructor(shop: Shop, localDraft: LocalDraft) {
    this.#localDraft = localDraft;
    this.#question = new EmailQuestion(inputOf("email"), () => this.#changed("email"));
    watchPointer();
    const draft = localDraft.draft();
    for (const field of FIELDS) {
      const input = inputOf(field);
      if (draft && input.value === "") input.value = draft[field];
      input.addEventListener("blur", () => afterPointerUp(() => this.#leftField(field)));
      input.addEventListener("input", () => this.#changed(field));
    }
    // The customer may have filled in the server's form before this script was loaded.
    if (FIELDS.some((field) => inputOf(field).value !== "")) localDraft.keepDraft(this.typed());
    query("#billing-form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.check()) return;
      if (this.#question.isNew()) this.#question.focus();
      else shop.go("payment");
    });
  }

  #leftField(field: Field): void {
    const { value } = inputOf(field);
    if (value !== "") showFieldError(inputOf(field), mistakeIn(lang, field, value));
    if (field === "email") this.#question.update(false);
  }

  #changed(field: Field): void {
    const { value, ariaInvalid } = inputOf(field);
    if (ariaInvalid === "true") showFieldError(inputOf(field), mistakeIn(lang, field, value));
    if (field === "email") this.#question.update(true);
    this.#localDraft.keepDraft(this.typed());
  }

  /** The details as they are typed now, without blanks at their ends. */
  typed(): Billing {
    return billingFrom((field) => inputOf(field).value.trim());
  }

  /** Shows every mistake and gives the first the focus; true when there is none. */
  check(): boolean {
    const mistakes = mistakesIn(lang, this.typed());
    for (const field of FIELDS) showFieldError(inputOf(field), mistakes[field] ?? null);
    const first = FIELDS.find((field) => mistakes[field] !== undefined);
    if (first) inputOf(first).focus();
    else this.#localDraft.keepDraft(this.typed());
    return first === undefined;
  }

  /** Whether all details are right; shows nothing. */
  right(): boolean {
    return Object.keys(mistakesIn(lang, this.typed())).length === 0;
  }

  /**
   * Shows mistakes that only the server found, in our own words: the server's are English and for
   * programs. False: the errors name none of the three fields.
   */
  refuse(errors: readonly { readonly field: string }[]): boolean {
    const found = FIELDS.filter((name) => errors.some(({ field }) => field.endsWith(name)));
    for (const field of found) {
      const mistake = field === "email" ? m.mistakes_odd : m.mistakes_refused;
      showFieldError(inputOf(field), mistake(lang));
    }
    const [first] = found;
    if (first) inputOf(first).focus();
    return first !== undefined;
  }
}

const inputOf = (field: Field) => query<HTMLInputElement>(`[name=${field}]`);
