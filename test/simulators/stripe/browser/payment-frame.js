import {
  cvcFault,
  digits,
  expiryFault,
  numberFault,
  slashedExpiry,
  spacedNumber,
} from "./card-rules.js";

const settings = JSON.parse(decodeURIComponent(location.hash.slice(1) || "%7B%7D"));
const field = (id) => document.getElementById(id);
const number = field("number");
const expiry = field("expiry");
const cvc = field("cvc");
const tell = (message) => window.parent.postMessage(message, settings.parent ?? "*");

const CHECKS = {
  number: () => numberFault(number.value),
  expiry: () => expiryFault(expiry.value),
  cvc: () => cvcFault(cvc.value, number.value),
};

function showFault(id, fault) {
  field(`${id}-fault`).textContent = fault?.message ?? "";
  field(id).setAttribute("aria-invalid", String(fault !== null));
}

/** The first fault of all fields, each shown beside its own. */
function checkAll() {
  let first = null;
  for (const [id, check] of Object.entries(CHECKS)) {
    const fault = check();
    showFault(id, fault);
    if (fault && !first) {
      first = fault;
      field(id).focus();
    }
  }
  return first;
}

function changed() {
  const complete = Object.values(CHECKS).every((check) => check() === null);
  const empty = number.value === "" && expiry.value === "" && cvc.value === "";
  tell({ type: "change", complete, empty });
}

number.addEventListener("input", () => {
  number.value = spacedNumber(number.value);
});
expiry.addEventListener("input", (event) => {
  if (event.inputType?.startsWith("delete")) return;
  expiry.value = slashedExpiry(expiry.value);
});
cvc.addEventListener("input", () => {
  cvc.value = digits(cvc.value).slice(0, 4);
});
for (const [id, check] of Object.entries(CHECKS)) {
  field(id).addEventListener("input", () => {
    showFault(id, null);
    changed();
  });
  field(id).addEventListener("blur", () => {
    const fault = check();
    if (field(id).value !== "") showFault(id, fault);
    tell({ type: "blur" });
  });
  field(id).addEventListener("focus", () => tell({ type: "focus" }));
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tell({ type: "escape" });
});
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());

async function ask(method, path, key, form) {
  const text = new URLSearchParams(form);
  const get = method === "GET";
  const answer = await fetch(get ? `${path}?${text}` : path, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(get ? {} : { body: text }),
  });
  return { ok: answer.ok, body: await answer.json() };
}

/** Compares the intent with what the page showed, then pays with what was typed. */
async function confirm({ key, clientSecret, expected }) {
  const path = `/v1/payment_intents/${clientSecret.split("_secret_")[0]}`;
  try {
    const seen = await ask("GET", path, key, { client_secret: clientSecret });
    if (!seen.ok) return { error: seen.body.error };
    const { amount, currency } = seen.body;
    if (expected && (expected.amount !== amount || expected.currency !== currency)) {
      const message =
        `The PaymentIntent (${amount} ${currency}) does not match the Elements options ` +
        `(${expected.amount} ${expected.currency}).`;
      return { error: { type: "invalid_request_error", message } };
    }
    const date = digits(expiry.value);
    const done = await ask("POST", `${path}/confirm`, key, {
      client_secret: clientSecret,
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": digits(number.value),
      "payment_method_data[card][exp_month]": date.slice(0, 2),
      "payment_method_data[card][exp_year]": date.slice(2),
      "payment_method_data[card][cvc]": cvc.value,
    });
    return done.ok ? { paymentIntent: done.body } : { error: done.body.error };
  } catch {
    const message =
      "We are experiencing issues connecting to our payments provider. " +
      "Please check your internet connection and try again.";
    return { error: { type: "api_connection_error", message } };
  }
}

const DEEDS = {
  submit: () => {
    const fault = checkAll();
    if (fault) return { error: { type: "validation_error", ...fault } };
    return { selectedPaymentMethod: "card" };
  },
  confirm,
  update: ({ options }) => paint(options.appearance),
  clear: () => document.querySelector("form").reset(),
  focus: () => number.focus(),
  blur: () => document.activeElement?.blur(),
};

window.addEventListener("message", async (event) => {
  if (event.source !== window.parent || !(event.data?.type in DEEDS)) return;
  const { type, question, ...details } = event.data;
  const answer = await DEEDS[type](details);
  if (question !== undefined) tell({ answerTo: question, ...answer });
});

const VARIABLES = {
  colorText: "--text",
  colorTextSecondary: "--quiet",
  colorBackground: "--field",
  colorPrimary: "--accent",
  colorDanger: "--danger",
  borderRadius: "--radius",
  fontFamily: "--font",
};

/** Stripe's appearance: its theme and variables; without a theme the system decides. */
function paint(appearance = {}) {
  const { theme, variables = {} } = appearance;
  const system = window.matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.classList.toggle("dark", theme ? theme === "night" : system);
  for (const [name, property] of Object.entries(VARIABLES)) {
    if (variables[name]) document.documentElement.style.setProperty(property, variables[name]);
  }
}

paint(settings.appearance);
new ResizeObserver(() => {
  const { height } = document.querySelector("form").getBoundingClientRect();
  tell({ type: "height", height: Math.ceil(height) });
}).observe(document.querySelector("form"));
tell({ type: "ready" });
