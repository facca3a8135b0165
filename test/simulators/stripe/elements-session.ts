import type { BrowserSwitches } from "./browser-switches.ts";
import type { PendingRequests } from "./pending-requests.ts";
import { StripeRefusal } from "./stripe-error.ts";

/** The currencies of each payment method; Stripe offers it for no others. Null: all. */
const CURRENCIES: Readonly<Record<string, readonly string[] | null>> = {
  card: null,
  us_bank_account: ["usd"],
  sepa_debit: ["eur"],
  paypal: null,
};

/**
 * The first request of an Element: which payment methods there are. Stripe does not publish this
 * endpoint; path and errors are the real ones, the answer is the simulator's own.
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
