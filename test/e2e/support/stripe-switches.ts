import type { Page } from "@playwright/test";

const SCRIPT = /\/stripe\.js(\?|$)/;

/**
 * Stripe.js as this one page meets it, from its next load on: switches of the stand-in as a query
 * (`wallets=&methods=card,paypal`). Answers with a way to take them back.
 */
export async function switchStripe(page: Page, switches: string): Promise<() => Promise<void>> {
  await page.route(SCRIPT, (route) =>
    route.continue({ url: `${route.request().url().split("?")[0]}?${switches}` }),
  );
  return () => page.unroute(SCRIPT);
}
