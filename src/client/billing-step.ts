import {
  type Billing,
  billingFrom,
  FIELDS,
  type Field,
  mistakeIn,
  mistakesIn,
} from "../views/billing.ts";
import { must } from "./dom.ts";
import { HERE } from "./here-pay.ts";
import type { Keepsakes } from "./keepsakes.ts";
import { onceReleased, watchPointer } from "./released.ts";
import type { Shop } from "./shop.ts";

/** Step 2: checked on leaving a field, then on every key until it is right. */
export class BillingStep {
  readonly #keepsakes: Keepsakes;

  constructor(shop: Shop, keepsakes: Keepsakes) {
    this.#keepsakes = keepsakes;
    watchPointer();
    const draft = keepsakes.draft();
    for (const field of FIELDS) {
      const input = inputOf(field);
      if (draft && input.value === "") input.value = draft[field];
      input.addEventListener("blur", () => {
        onceReleased(() => {
          if (input.value !== "") mark(field, mistakeIn(HERE, field, input.value));
        });
      });
      input.addEventListener("input", () => {
        if (input.ariaInvalid === "true") mark(field, mistakeIn(HERE, field, input.value));
        this.#keepsakes.keepDraft(this.typed());
      });
    }
    must("#billing-form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.check()) shop.go("payment");
    });
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
