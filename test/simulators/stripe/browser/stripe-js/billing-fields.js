import { IntegrationError } from "./errors.js";

/** Fields that `fields.billingDetails` may set to "never", and where confirming must pass them. */
const PARTS = [
  { path: ["name"], given: ["name"], field: "name" },
  { path: ["email"], given: ["email"], field: "email" },
  { path: ["phone"], given: ["phone"] },
  { path: ["address", "country"], given: ["address", "country"], field: "country" },
  { path: ["address", "postalCode"], given: ["address", "postal_code"], field: "postcode" },
  { path: ["address", "state"], given: ["address", "state"] },
  { path: ["address", "city"], given: ["address", "city"] },
  { path: ["address", "line1"], given: ["address", "line1"] },
  { path: ["address", "line2"], given: ["address", "line2"] },
];

/** The fields of the frame that the page left out. */
export function hiddenFields({ fields }) {
  const [never, ifRequired] = [optedOut(fields), settingOf(fields, ["address"]) === "if_required"];
  return PARTS.filter((part) => part.field)
    .filter((part) => never.includes(part) || (ifRequired && part.path[0] === "address"))
    .map((part) => part.field);
}

/** Stripe.js refuses to confirm without the fields that the page promised to ask for itself. */
export function demandBilling({ fields }, given = {}) {
  for (const part of optedOut(fields)) {
    const value = part.given.reduce((at, name) => at?.[name], given);
    if (value !== undefined) continue;
    const name = part.given.join(".");
    throw new IntegrationError(
      `You specified "never" for fields.billing_details.${name} when creating the payment ` +
        `Element, but did not pass confirmParams.payment_method_data.billing_details.${name} ` +
        "when calling stripe.confirmPayment. If you opt out of collecting data via the payment " +
        "Element using the fields option, the data must be passed in when calling " +
        "stripe.confirmPayment.",
    );
  }
}

const optedOut = (fields) => PARTS.filter(({ path }) => settingOf(fields, path) === "never");

/** The setting of a field; "never" for a group holds for all its fields. */
function settingOf(fields, path) {
  let at = fields?.billingDetails;
  for (const name of path) {
    if (typeof at === "string" || at === undefined) return at;
    at = at[name];
  }
  return at;
}
