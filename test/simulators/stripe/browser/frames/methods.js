import { compact } from "./bank-rules.js";
import { digits } from "./card-rules.js";

const value = (id) => document.getElementById(id).value;
const DATA = "payment_method_data";

/** The name on each method's tab, and the form of its fields. */
const METHODS = {
  card: {
    label: "Card",
    form: () => ({
      [`${DATA}[card][number]`]: digits(value("number")),
      [`${DATA}[card][exp_month]`]: digits(value("expiry")).slice(0, 2),
      [`${DATA}[card][exp_year]`]: digits(value("expiry")).slice(2),
      [`${DATA}[card][cvc]`]: value("cvc"),
    }),
  },
  us_bank_account: {
    label: "US bank account",
    form: () => ({
      [`${DATA}[us_bank_account][account_holder_type]`]: "individual",
      [`${DATA}[us_bank_account][routing_number]`]: value("routing"),
      [`${DATA}[us_bank_account][account_number]`]: value("account"),
    }),
  },
  sepa_debit: {
    label: "SEPA Direct Debit",
    form: () => ({ [`${DATA}[sepa_debit][iban]`]: compact(value("iban")) }),
  },
  paypal: { label: "PayPal", form: () => ({}) },
};

/** The tabs of the Payment Element; there are none if there is only one method. */
export class Methods {
  #names;
  #list = document.getElementById("methods");
  #changed;
  selected;

  constructor(names, changed) {
    this.#names = names;
    this.#changed = changed;
    this.selected = names[0];
    this.#list.hidden = names.length < 2;
    this.#list.replaceChildren(...names.map((name) => this.#tab(name)));
    this.#list.addEventListener("keydown", (event) => this.#move(event));
    this.#show();
  }

  /** The form that confirming sends. */
  form() {
    return { [`${DATA}[type]`]: this.selected, ...METHODS[this.selected].form() };
  }

  #tab(name) {
    const tab = document.createElement("button");
    Object.assign(tab, { type: "button", id: `tab-${name}`, textContent: METHODS[name].label });
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", "method-fields");
    tab.dataset.testid = `method-${name}`;
    tab.addEventListener("click", () => this.#select(name));
    return tab;
  }

  #select(name) {
    this.selected = name;
    this.#show();
    this.#changed();
  }

  #show() {
    for (const tab of this.#list.children) {
      const selected = tab.id === `tab-${this.selected}`;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
    }
    for (const part of document.querySelectorAll("[data-methods]")) {
      part.hidden = !part.dataset.methods.split(" ").includes(this.selected);
    }
    const fields = document.getElementById("method-fields");
    if (this.#list.hidden) return;
    fields.setAttribute("role", "tabpanel");
    fields.setAttribute("aria-labelledby", `tab-${this.selected}`);
  }

  #move(event) {
    const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const step = { ArrowLeft: -1, ArrowRight: -1, [forward]: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const { length } = this.#names;
    const next = this.#names[(this.#names.indexOf(this.selected) + step + length) % length];
    this.#select(next);
    document.getElementById(`tab-${next}`).focus();
  }
}
