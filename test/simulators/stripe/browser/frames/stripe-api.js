import { settings } from "./parent.js";

/** `{ ok, body }` of one request with the publishable key. Throws if there is no answer. */
async function ask(method, path, form) {
  const text = new URLSearchParams(form);
  const get = method === "GET";
  const answer = await fetch(get ? `${path}?${text}` : path, {
    method,
    // Otherwise the browser sends equal requests one after the other, and one may be held.
    cache: "no-store",
    headers: {
      authorization: `Bearer ${settings.key}`,
      "x-simulator-switches": settings.switches ?? "",
    },
    ...(get ? {} : { body: text }),
  });
  return { ok: answer.ok, body: await answer.json() };
}

const NO_ANSWER = {
  type: "api_connection_error",
  message:
    "We are experiencing issues connecting to our payments provider. " +
    "Please check your internet connection and try again.",
};

/** The payment methods: `{ session }` or `{ error }`. */
export async function openSession(currency) {
  try {
    const answer = await ask("GET", "/v1/elements/sessions", { currency });
    return answer.ok ? { session: answer.body } : { error: answer.body.error };
  } catch {
    return { error: NO_ANSWER };
  }
}

/** Compares the intent with what the page showed, then confirms it with `method`, a flat form. */
export async function confirmIntent({ clientSecret, expected, returnUrl }, method) {
  const path = `/v1/payment_intents/${clientSecret.split("_secret_")[0]}`;
  try {
    const seen = await ask("GET", path, { client_secret: clientSecret });
    if (!seen.ok) return { error: seen.body.error };
    const mismatch = expected && mismatchOf(seen.body, expected);
    if (mismatch) return { error: { type: "invalid_request_error", message: mismatch } };
    const done = await ask("POST", `${path}/confirm`, {
      client_secret: clientSecret,
      ...(returnUrl ? { return_url: returnUrl } : {}),
      ...method,
    });
    return done.ok ? { paymentIntent: done.body } : { error: done.body.error };
  } catch {
    return { error: NO_ANSWER };
  }
}

/** A token of `method`, a flat form: `{ token }` or `{ error }`. */
export async function createToken({ returnUrl }, method) {
  try {
    const form = { ...(returnUrl ? { return_url: returnUrl } : {}), ...method };
    const made = await ask("POST", "/v1/confirmation_tokens", form);
    return made.ok ? { token: made.body } : { error: made.body.error };
  } catch {
    return { error: NO_ANSWER };
  }
}

function mismatchOf({ amount, currency, excluded_payment_method_types: excluded }, expected) {
  const names = (list) => [...(list ?? [])].sort().join(", ");
  if (names(excluded) !== names(expected.excluded)) {
    return (
      `The PaymentIntent excludes the payment method types [${names(excluded)}], the Elements ` +
      `options [${names(expected.excluded)}].`
    );
  }
  if (expected.amount === amount && expected.currency === currency) return null;
  return (
    `The PaymentIntent (${amount} ${currency}) does not match the Elements options ` +
    `(${expected.amount} ${expected.currency}).`
  );
}

/** `payment_method_data[billing_details]…` of what is known; values from the page win. */
export function billingForm(typed, given = {}) {
  const address = given.address ?? {};
  const details = {
    "[name]": given.name ?? typed.name,
    "[email]": given.email ?? typed.email,
    "[address][country]": address.country ?? typed.country,
    "[address][postal_code]": address.postal_code ?? typed.postcode,
  };
  const known = Object.entries(details).filter(([, value]) => value);
  return Object.fromEntries(
    known.map(([name, value]) => [`payment_method_data[billing_details]${name}`, value]),
  );
}
