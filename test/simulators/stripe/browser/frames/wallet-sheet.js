import { layOut, paint } from "./appearance.js";
import { digits, spacedNumber } from "./card-rules.js";
import { handleMessages, settings, tell } from "./parent.js";
import { billingForm, confirmIntent, createToken } from "./stripe-api.js";

const byId = (id) => document.getElementById(id);
const { wallet, name, business, amount, currency, collect } = settings;
const ADDRESS = { country: "AU", postcode: "2000" };

byId("title").textContent = name;
byId("sum").textContent = `${business}: ${sumIn(amount, currency)}`;
byId("email-part").hidden = !collect.email;
byId("name-part").hidden = !collect.address && !collect.email;
byId("card").addEventListener("input", (event) => {
  if (event.inputType?.startsWith("delete")) return;
  byId("card").value = spacedNumber(byId("card").value);
});

let busy = false;
function setBusy(now) {
  busy = now;
  for (const id of ["pay", "cancel"]) byId(id).ariaDisabled = now ? "true" : null;
  byId("state").textContent = now ? "Processing…" : "";
}

/** The buyer's details, as far as the page asked for them. */
function billing() {
  return {
    ...(collect.email || collect.address ? { name: byId("name").value } : {}),
    ...(collect.email ? { email: byId("email").value } : {}),
    ...(collect.address ? ADDRESS : {}),
  };
}

byId("pay").addEventListener("click", () => {
  if (busy) return;
  setBusy(true);
  document.querySelector(".fault").textContent = "";
  tell({ type: "pay", billing: billing() });
});

function cancel() {
  if (!busy) tell({ type: "cancel" });
}
byId("cancel").addEventListener("click", cancel);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") cancel();
});

const method = (order) => ({
  "payment_method_data[type]": "card",
  "payment_method_data[card][number]": digits(byId("card").value),
  "payment_method_data[card][wallet]": wallet,
  ...billingForm(billing(), order.billing),
});

handleMessages({
  confirm: (order) => confirmIntent(order, method(order)),
  token: (order) => createToken(order, method(order)),
  failed: ({ message }) => {
    setBusy(false);
    document.querySelector(".fault").textContent = message;
    // The buttons are disabled until their handlers are installed.
    for (const id of ["pay", "cancel"]) byId(id).disabled = false;
    byId("pay").focus();
  },
});

function sumIn(minor, code) {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: code });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

paint(settings.appearance);
layOut(settings.locale);
// The buttons are disabled until their handlers are installed.
for (const id of ["pay", "cancel"]) byId(id).disabled = false;
byId("pay").focus();
