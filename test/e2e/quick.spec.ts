/** Row S1: under a minute by thumb. Counts taps and fields, which depend on no machine. */
import type { Page } from "@playwright/test";
import { credited, expectBought } from "./support/oracle.ts";
import { expect, test } from "./support/test.ts";

test.use({ viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true });

/** A choice of days, Continue twice, and Pay. */
const MOST_TAPS = 4;

/** Counts real taps and the fields typed into, in our pages and in the frames of the card form. */
async function count(page: Page) {
  const [taps, fields] = [[] as string[], new Set<string>()];
  await page.exposeBinding("acted", (_source, kind: "tap" | "field", what: string) => {
    if (kind === "tap") taps.push(what);
    else fields.add(what);
  });
  await page.addInitScript(() => {
    const acted = Reflect.get(window, "acted") as (kind: string, what: string) => void;
    const nameOf = ({ target }: Event) => (target as HTMLElement).dataset.testid ?? "";
    // Enter in a field also comes as a click on the button.
    addEventListener("click", (event) => event.isTrusted && acted("tap", nameOf(event)), true);
    addEventListener("input", (event) => acted("field", nameOf(event)), true);
  });
  return { taps, fields };
}

test("address, days, billing, card, credited: four taps and six fields", async ({ portal }) => {
  const { page } = portal;
  const { taps, fields } = await count(page);
  await portal.open();
  await page.locator(".picks button[value='14']").tap();
  await page.getByTestId("continue-days").tap();
  await portal.fillBilling();
  await page.getByTestId("continue-billing").tap();
  await portal.cardFormReady();
  await portal.fillCard();
  await page.getByTestId("pay").tap();
  await expect(portal.result("credited")).toContainText("Your service has been extended.");
  expect(taps.length, taps.join()).toBe(MOST_TAPS);
  expect([...fields].toSorted()).toEqual([
    "card-cvc",
    "card-expiry",
    "card-number",
    "email",
    "first-name",
    "last-name",
  ]);
  await expectBought(portal.member, credited(14));
});

test("the result begins at the top of the window", async ({ portal }) => {
  const { page } = portal;
  // So low that no page fits.
  await page.setViewportSize({ width: 320, height: 380 });
  await portal.open();
  await portal.goToPayment(14);
  await portal.fillCard();
  // As far as a customer scrolls to find the button; the new heading would still be in view.
  await page.evaluate(() => window.scrollTo(0, 30));
  await page.getByTestId("pay").dispatchEvent("click");
  await expect(portal.result("credited")).toContainText("Your service has been extended.");
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});
