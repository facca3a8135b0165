import type { Translator } from "../../../i18n/translator.ts";
import { errorIdOf, fieldError } from "../../../kit/field/field.ts";
import { el, type TreeElement } from "../../../kit/tree/tree.ts";
import type { Billing, Field } from "../../sale/billing/billing.ts";
import type { Choice } from "../../sale/choice/choice.ts";
import { totalBar } from "../../sale/total-bar/total-bar.ts";

export type BillingLang = Translator<"billing" | "common">;
interface BillingForm {
  readonly choice: Choice;
  readonly billing: Billing;
  readonly mistakes: Partial<Record<Field, string>>;
  /** Where the form is posted without JavaScript; details are in the body, never in the address. */
  readonly action: string;
}

/** Step 2. The script checks the details while the customer types; without it the server does. */
export function billingPanel(lang: BillingLang, form: BillingForm): TreeElement {
  const words = lang.messages.billing;
  const mistakeOf = ({ name }: FieldSpec) => form.mistakes[name] ?? null;
  const first = FIELD_SPECS.find((spec) => mistakeOf(spec) !== null);
  const fields = FIELD_SPECS.map((spec) => {
    const filled = { value: form.billing[spec.name], mistake: mistakeOf(spec) };
    return field(lang, spec, { ...filled, focus: spec === first });
  });
  return el(
    "form",
    { method: "post", action: form.action, id: "billing-form", novalidate: true },
    el("p", { class: "quiet mid lead" }, words.why),
    el("div", { class: "stack" }, ...fields),
    el("p", { class: "mid quiet keep" }, words.kept),
    totalBar(lang, form.choice, { testId: "continue-billing" }),
  );
}

interface FieldSpec {
  readonly name: Field;
  readonly testId: string;
  readonly type: string;
  readonly autocomplete: string;
  readonly hint?: "receiptHere";
}
const FIELD_SPECS: readonly FieldSpec[] = [
  { name: "first_name", testId: "first-name", type: "text", autocomplete: "given-name" },
  { name: "last_name", testId: "last-name", type: "text", autocomplete: "family-name" },
  {
    name: "email",
    testId: "email",
    type: "email",
    autocomplete: "email",
    hint: "receiptHere",
  },
];

interface Filled {
  readonly value: string;
  readonly mistake: string | null;
  /** Whether it has the focus when the page opens, so that the browser scrolls to it. */
  readonly focus: boolean;
}
function field(lang: BillingLang, spec: FieldSpec, { value, mistake, focus }: Filled): TreeElement {
  const words = lang.messages.billing;
  const { testId: id, name, type, autocomplete, hint } = spec;
  const input = {
    id,
    name,
    "data-testid": id,
    type,
    autocomplete,
    value,
    inputmode: type === "email" ? "email" : "text",
    autocapitalize: type === "email" ? "off" : "words",
    required: true,
    autofocus: focus,
    "aria-invalid": mistake === null ? null : "true",
    "aria-describedby": `${hint ? `${id}-hint ` : ""}${errorIdOf(id)}`,
  };
  return el(
    "div",
    { class: "field" },
    el("label", { for: id }, words[name]),
    hint ? el("p", { class: "hint", id: `${id}-hint` }, words[hint]) : null,
    el("input", input),
    fieldError(id, mistake),
    // For the script's question; screen readers announce changes of an element that was there
    // before.
    type === "email" ? el("p", { class: "meant", id: `${id}-meant`, role: "status" }) : null,
  );
}
