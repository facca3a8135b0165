import type { Billing, Field } from "../billing.ts";
import type { Choice } from "../choice.ts";
import { icon } from "../tree.ts";
import { Shown } from "../tree-jsx.tsx";
import { BILLING } from "../words.ts";
import { Bar } from "./days-panel.tsx";

interface Props {
  readonly choice: Choice;
  readonly billing: Billing;
  readonly mistakes: Partial<Record<Field, string>>;
  /** Where the form goes without script; details travel in the body, never in an address. */
  readonly action: string;
}

/** Step 2. Checked by the script while typing, by the server without it. */
export function BillingPanel({ choice, billing, mistakes, action }: Props) {
  return (
    <form method="post" action={action} id="billing-form" novalidate>
      <p class="quiet mid lead">{BILLING.why}</p>
      <div class="stack">
        {FIELD_LOOKS.map((look) => (
          <Typed look={look} value={billing[look.name]} mistake={mistakes[look.name] ?? null} />
        ))}
      </div>
      <p class="mid quiet keep">{BILLING.kept}</p>
      <Bar choice={choice} testId="continue-billing" />
    </form>
  );
}

interface Look {
  readonly name: Field;
  readonly testId: string;
  readonly type: string;
  readonly autocomplete: string;
  readonly hint?: string;
}
const FIELD_LOOKS: readonly Look[] = [
  { name: "first_name", testId: "first-name", type: "text", autocomplete: "given-name" },
  { name: "last_name", testId: "last-name", type: "text", autocomplete: "family-name" },
  {
    name: "email",
    testId: "email",
    type: "email",
    autocomplete: "email",
    hint: BILLING.receiptHere,
  },
];

function Typed(props: { look: Look; value: string; mistake: string | null }) {
  const { look, value, mistake } = props;
  const id = look.testId;
  const described = `${look.hint ? `${id}-hint ` : ""}${id}-mistake`;
  return (
    <div class="field">
      <label for={id}>{BILLING[look.name]}</label>
      {look.hint && (
        <p class="hint" id={`${id}-hint`}>
          {look.hint}
        </p>
      )}
      <input
        id={id}
        name={look.name}
        data-testid={id}
        type={look.type}
        inputmode={look.type === "email" ? "email" : "text"}
        autocomplete={look.autocomplete}
        autocapitalize={look.type === "email" ? "off" : "words"}
        value={value}
        required
        aria-invalid={mistake ? "true" : null}
        aria-describedby={described}
      />
      <p class="err" id={`${id}-mistake`} hidden={!mistake}>
        <Shown tree={icon("alert")} />
        <span>{mistake}</span>
      </p>
    </div>
  );
}
