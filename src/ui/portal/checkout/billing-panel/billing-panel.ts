import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang, Sentence } from "../../../../i18n/lang.ts";
import { errorIdOf, fieldError } from "../../../kit/field/field.ts";
import { el, type TreeElement } from "../../../kit/tree/tree.ts";
import type { Billing, Field } from "../../sale/billing/billing.ts";
import type { Choice } from "../../sale/choice/choice.ts";
import { totalBar } from "../../sale/total-bar/total-bar.ts";

interface BillingForm {
  readonly choice: Choice;
  readonly billing: Billing;
  readonly mistakes: Partial<Record<Field, string>>;
  /** Where the form is posted without JavaScript; details are in the body, never in the address. */
  readonly action: string;
}

/** Step 2. The script checks the details while the customer types; without it the server does. */
export function billingPanel(lang: Lang, form: BillingForm): TreeElement {
  const mistakeOf = ({ name }: FieldSpec) => form.mistakes[name] ?? null;
  const first = FIELD_SPECS.find((spec) => mistakeOf(spec) !== null);
  const fields = FIELD_SPECS.map((spec) => {
    const filled = { value: form.billing[spec.name], mistake: mistakeOf(spec) };
    return field(lang, spec, { ...filled, focus: spec === first });
  });
  return el(
    "form",
    { method: "post", action: form.action, id: "billing-form", novalidate: true },
    el("p", { class: "quiet mid lead" }, m.billing_why(lang)),
    el("div", { class: "stack" }, ...fields),
    el("p", { class: "mid quiet keep" }, m.billing_kept(lang)),
    totalBar(lang, form.choice, { testId: "continue-billing" }),
  );
}

const LABELS: Readonly<Record<Field, Sentence>> = {
  first_name: m.billing_first_name,
  last_name: m.billing_last_name,
  email: m.billing_email,
};
interface FieldSpec {
  readonly name: Field;
  readonly testId: string;
  readonly type: string;
  readonly autocomplete: string;
  readonly hint?: Sentence;
}
const FIELD_SPECS: readonly FieldSpec[] = [
  { name: "first_name", testId: "first-name", type: "text", autocomplete: "given-name" },
  { name: "last_name", testId: "last-name", type: "text", autocomplete: "family-name" },
  {
    name: "email",
    testId: "email",
    type: "email",
    autocomplete: "email",
    hint: m.billing_receiptHere,
  },
];

interface Filled {
  readonly value: string;
  readonly mistake: string | null;
  /** Whether it has the focus when the page opens, so that the browser scrolls to it. */
  readonly focus: boolean;
}
function field(lang: Lang, spec: FieldSpec, { value, mistake, focus }: Filled): TreeElement {
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
    required: name !== "last_name",
    autofocus: focus,
    "aria-invalid": mistake === null ? null : "true",
    "aria-describedby": `${hint ? `${id}-hint ` : ""}${errorIdOf(id)}`,
  };
  return el(
    "div",
    { class: "field" },
    el("label", { for: id }, LABELS[name](lang)),
    hint ? el("p", { class: "hint", id: `${id}-hint` }, hint(lang)) : null,
    el("input", input),
    fieldError(id, mistake),
    // For the script's question; screen readers announce changes of an element that was there
    // before.
    type === "email" ? el("p", { class: "meant", id: `${id}-meant`, role: "status" }) : null,
  );
}
