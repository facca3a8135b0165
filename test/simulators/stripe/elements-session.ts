import type { BrowserSwitches } from "./browser-switches.ts";
import type { PendingRequests } from "./pending-requests.ts";
import { StripeRefusal } from "./stripe-error.ts";

/** Where each method can be paid with; elsewhere Stripe does not offer it. Null: everywhere. */
const CURRENCIES: Readonly<Record<string, readonly string[] | null>> = {
  card: null,
  us_bank_account: ["usd"],
  sepa_debit: ["eur"],
  paypal: null,
};

/**
 * What an Element asks first: what may be paid with here. Stripe does not publish this door; only
 * its path and its errors are as there, the answer is the simulator's own.
 */
export async function elementsSession(
  switches: BrowserSwitches,
  currency: unknown,
  silent: PendingRequests,
): Promise<Record<string, unknown>> {
  if (switches.elements === "silent") await silent.wait();
  if (switches.elements === "error") {
    throw new StripeRefusal(500, { type: "api_error", message: "An unknown error occurred." });
  }
  const fits = (method: string) => CURRENCIES[method]?.includes(String(currency)) ?? true;
  return {
    object: "elements_session",
    business_name: "Simulated merchant",
    payment_method_types: switches.methods.filter(fits),
    wallets: switches.wallets,
  };
}
