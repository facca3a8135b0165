import { layOut, paint } from "./appearance.js";
import { areComplete, areEmpty, checkFields, focusFirst, watchFields } from "./fields.js";
import { Methods } from "./methods.js";
import { handleMessages, reportHeight, settings, tell } from "./parent.js";
import { billingForm, confirmIntent, createToken, openSession } from "./stripe-api.js";

const form = document.querySelector("form");
const field = (id) => document.getElementById(id);
/** Countries where Stripe asks for a postal code with a card. */
const WITH_POSTCODE = ["CA", "GB", "US"];
let methods = null;

function changed() {
  const type = methods?.selected ?? "card";
  tell({ type: "change", complete: areComplete(), empty: areEmpty(), value: { type } });
}

/** Removes the fields that the page asks for itself and fills in what the page knows. */
function prepare({ hide = [], defaultValues = {} }) {
  for (const name of hide) field(`${name}-part`).remove();
  const { name = "", email = "", address = {} } = defaultValues.billingDetails ?? {};
  for (const [id, text] of Object.entries({ name, email, postcode: address.postal_code ?? "" })) {
    if (field(id)) field(id).value = text;
  }
  if (address.country && field("country")) field("country").value = address.country;
}

function showPostcode() {
  const part = field("postcode-part");
  if (part) part.hidden = !WITH_POSTCODE.includes(field("country")?.value);
}

const typed = () => {
  const part = (id) => {
    const input = field(id);
    return input && input.closest("[hidden]") === null ? input.value.trim() : "";
  };
  const [name, email, country] = [part("name"), part("email"), part("country")];
  return { name, email, country, postcode: part("postcode") };
};

handleMessages({
  submit: () => {
    const fault = checkFields();
    if (fault) return { error: { type: "validation_error", ...fault } };
    return { selectedPaymentMethod: methods.selected };
  },
  confirm: (order) =>
    confirmIntent(order, { ...methods.form(), ...billingForm(typed(), order.billing) }),
  token: (order) =>
    createToken(order, { ...methods.form(), ...billingForm(typed(), order.billing) }),
  update: ({ options }) => {
    if (options.appearance) paint(options.appearance);
  },
  group: ({ currency }) => {
    if (currency !== settings.currency) void offer(currency);
  },
  clear: () => form.reset(),
  focus: () => focusFirst(),
  blur: () => document.activeElement?.blur(),
});

/** Asks Stripe for the payment methods of this currency and shows them. */
async function offer(currency) {
  settings.currency = currency;
  const { session, error } = await openSession(currency);
  if (error) {
    tell({ type: "loaderror", error });
    return;
  }
  const again = methods !== null;
  methods = new Methods(session.payment_method_types, changed);
  form.hidden = false;
  if (!again) tell({ type: "ready" });
}

prepare(settings);
paint(settings.appearance);
layOut(settings.locale);
watchFields(changed);
showPostcode();
field("country")?.addEventListener("change", () => {
  showPostcode();
  changed();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tell({ type: "escape" });
});
form.addEventListener("submit", (event) => event.preventDefault());
reportHeight(form);
void offer(settings.currency);
