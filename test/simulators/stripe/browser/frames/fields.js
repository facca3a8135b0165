import {
  accountFault,
  emailFault,
  ibanFault,
  nameFault,
  postcodeFault,
  routingFault,
  spacedIban,
} from "./bank-rules.js";
import {
  cvcFault,
  digits,
  expiryFault,
  numberFault,
  slashedExpiry,
  spacedNumber,
} from "./card-rules.js";
import { tell } from "./parent.js";

const field = (id) => document.getElementById(id);
const only = (length) => (text) => digits(text).slice(0, length);

/** How each field's text is written and checked. */
const RULES = {
  number: { fault: numberFault, write: spacedNumber },
  expiry: { fault: (text) => expiryFault(text), write: slashedExpiry },
  cvc: { fault: (text) => cvcFault(text, field("number").value), write: only(4) },
  postcode: { fault: postcodeFault },
  name: { fault: nameFault },
  email: { fault: emailFault },
  routing: { fault: routingFault, write: only(9) },
  account: { fault: accountFault, write: only(17) },
  iban: { fault: ibanFault, write: spacedIban },
};

/** Formats and checks every field; calls `changed` after every key. */
export function watchFields(changed) {
  for (const [id, { write }] of Object.entries(RULES)) {
    const input = field(id);
    // The page may ask for this field itself.
    if (!input) continue;
    input.addEventListener("input", (event) => {
      // While the customer deletes, formatting would put the deleted characters back.
      if (write && !event.inputType?.startsWith("delete")) input.value = write(input.value);
      showFault(id, null);
      changed();
    });
    input.addEventListener("blur", () => {
      if (input.value !== "") showFault(id, faultOf(id));
      tell({ type: "blur" });
    });
    input.addEventListener("focus", () => tell({ type: "focus" }));
  }
}

/** The first error of the visible fields; each error is shown beside its field. */
export function checkFields() {
  const faults = seen().map((id) => [id, faultOf(id)]);
  for (const [id, fault] of faults) showFault(id, fault);
  const [first] = faults.filter(([, fault]) => fault !== null);
  if (!first) return null;
  field(first[0]).focus();
  return first[1];
}

export function areComplete() {
  return seen().every((id) => faultOf(id) === null);
}

export function areEmpty() {
  return seen().every((id) => field(id).value === "");
}

export function focusFirst() {
  const [id] = seen();
  if (id) field(id).focus();
}

const faultOf = (id) => RULES[id].fault(field(id).value);
const seen = () => Object.keys(RULES).filter((id) => field(id)?.closest("[hidden]") === null);

function showFault(id, fault) {
  field(`${id}-fault`).textContent = fault?.message ?? "";
  field(id).setAttribute("aria-invalid", String(fault !== null));
}
