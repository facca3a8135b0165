import type { Browser } from "@playwright/test";
import { STATE } from "../dev/paths.ts";
import { startWorld } from "../dev/world.ts";
import { CAST } from "../fixtures/cast.ts";

/** Starts the world of `npm run dev`, in which this machine's address belongs to Ada. */
export async function openShop(): Promise<{ url: string; stop(): Promise<void> }> {
  const world = await startWorld({
    persistTo: `${STATE}lighthouse`,
    fresh: true,
    cast: Object.values(CAST),
    port: 0,
    output: `${STATE}lighthouse-worker.log`,
    now: Date.now(),
  });
  return { url: `${world.url}/`, stop: () => world.stop() };
}

/** Buys seven days; returns the URL of the result. */
export async function buyDays(browser: Browser, url: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.getByTestId("continue-days").click();
  await page.getByTestId("first-name").fill("Ada");
  await page.getByTestId("last-name").fill("Nowak");
  await page.getByTestId("email").fill("ada@example.com");
  await page.getByTestId("continue-billing").click();
  const card = page.frameLocator('[data-testid="payment-element-frame"]');
  await card.getByTestId("card-number").fill("4242424242424242");
  await card.getByTestId("card-expiry").fill("12 / 34");
  await card.getByTestId("card-cvc").fill("123");
  await page.getByTestId("pay").click();
  await page.locator("[data-testid=result][data-state=credited]").waitFor();
  const address = page.url();
  await page.close();
  return address;
}
