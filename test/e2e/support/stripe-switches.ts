import type { Page } from "@playwright/test";

const SCRIPT = /\/stripe\.js(\?|$)/;

/**
 * Switches the simulator of Stripe.js for this page alone, from its next load on; `switches` is a
 * query such as `wallets=&methods=card,paypal`. Returns a function that takes them back.
 */
export async function switchStripe(page: Page, switches: string): Promise<() => Promise<void>> {
  await page.route(SCRIPT, (route) =>
    route.continue({ url: `${route.request().url().split("?")[0]}?${switches}` }),
  );
  return () => page.unroute(SCRIPT);
}
