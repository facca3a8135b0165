import {
  type Billing,
  billingFrom,
  FIELDS,
  type Field,
  mistakeIn,
  mistakesIn,
} from "../views/billing.ts";
import { must } from "./dom.ts";
import { EmailQuestion } from "./email-question.ts";
import { HERE } from "./here-pay.ts";
import type { Keepsakes } from "./keepsakes.ts";
import { onceReleased, watchPointer } from "./released.ts";
import type { Shop } from "./shop.ts";

/** Step 2: checked on leaving a field, then on every key until it is right. */
export class BillingStep {
  readonly #keepsakes: Keepsakes;
  readonly #question: EmailQuestion;

  constructor(shop: Shop, keepsakes: Keepsakes) {
    this.#keepsakes = keepsakes;
    this.#question = new EmailQuestion(inputOf("email"), () => this.#changed("email"));
    watchPointer();
    const draft = keepsakes.draft();
    for (const field of FIELDS) {
      const input = inputOf(field);
      if (draft && input.value === "") input.value = draft[field];
      input.addEventListener("blur", () => onceReleased(() => this.#left(field)));
      input.addEventListener("input", () => this.#changed(field));
    }
    // The server's form may have been filled in before this script came.
    if (FIELDS.some((field) => inputOf(field).value !== "")) keepsakes.keepDraft(this.typed());
    must("#billing-form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.check()) return;
      if (this.#question.isNew()) this.#question.focus();
      else shop.go("payment");
    });
  }

  #left(field: Field): void {
    const { value } = inputOf(field);
    if (value !== "") mark(field, mistakeIn(HERE, field, value));
    if (field === "email") this.#question.update(false);
  }

  #changed(field: Field): void {
    const { value, ariaInvalid } = inputOf(field);
    if (ariaInvalid === "true") mark(field, mistakeIn(HERE, field, value));
    if (field === "email") this.#question.update(true);
    this.#keepsakes.keepDraft(this.typed());
  }

  typed(): Billing {
    return billingFrom((field) => inputOf(field).value.trim());
  }

  /** Names every mistake and goes to the first; true when there is none. */
  check(): boolean {
    const mistakes = mistakesIn(HERE, this.typed());
    for (const field of FIELDS) mark(field, mistakes[field] ?? null);
    const first = FIELDS.find((field) => mistakes[field] !== undefined);
    if (first) inputOf(first).focus();
    else this.#keepsakes.keepDraft(this.typed());
    return first === undefined;
  }

  right(): boolean {
    return Object.keys(mistakesIn(HERE, this.typed())).length === 0;
  }

  /**
   * A mistake that only the server found; its words are for programs, in English. False: it names
   * none of our fields.
   */
  refuse(errors: readonly { readonly field: string }[]): boolean {
    const found = FIELDS.filter((name) => errors.some(({ field }) => field.endsWith(name)));
    const { odd, refused } = HERE.words.mistakes;
    for (const field of found) mark(field, field === "email" ? odd : refused);
    const [first] = found;
    if (first) inputOf(first).focus();
    return first !== undefined;
  }
}

const inputOf = (field: Field) => must<HTMLInputElement>(`[name=${field}]`);

function mark(field: Field, mistake: string | null): void {
  const input = inputOf(field);
  const words = must(`#${input.id}-mistake`);
  if (mistake === null) input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
  words.hidden = mistake === null;
  must(`#${input.id}-mistake span`).textContent = mistake ?? "";
}
