/** If nothing can be bought, the page says why, and nothing is charged. */
import { signedLink } from "../dev/banner.ts";
import { CAST } from "../fixtures/cast.ts";
import { credited, expectBought } from "./support/oracle.ts";
import { expect, requestFrom, test } from "./support/test.ts";
import { worldAddress } from "./support/world-address.ts";

test("the balance cannot be read: no payment, and a retry that works", async ({ portal, ocs }) => {
  await ocs.silence();
  await portal.open();
  await expect(portal.page.getByText("We cannot read your balance right now.")).toBeVisible();
  await expect(portal.banner()).toContainText("You cannot pay until we can read it.");
  await expect(portal.page.getByTestId("continue-days")).toHaveCount(0);
  await ocs.calm();
  await portal.page.getByTestId("retry").click();
  await expect(portal.page.getByText("3 days left")).toBeVisible();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("Stripe.js is blocked: payment system unavailable, and a retry", async ({ portal }) => {
  const { page } = portal;
  await page.route(/\/stripe\.js$/, (route) => route.abort("blockedbyclient"));
  await portal.open();
  await page.getByTestId("continue-days").click();
  await portal.fillBilling();
  await page.getByTestId("continue-billing").click();
  await expect(portal.banner()).toContainText("Payment system unavailable");
  await expect(page.getByTestId("pay")).toBeHidden();
  await page.unroute(/\/stripe\.js$/);
  await page.getByTestId("retry").click();
  await portal.cardFormReady();
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("an address that no service has", async ({ unidentified }) => {
  const answer = await unidentified.goto(worldAddress().portal);
  expect(answer?.status()).toBe(404);
  await expect(unidentified.getByTestId("banner")).toHaveText("Which device is it for?");
});

test("an address that two services share is never guessed", async ({ page }) => {
  await requestFrom(page, "198.51.100.7");
  await page.goto(worldAddress().portal);
  await expect(page.getByTestId("banner")).toHaveText("Which one is it for?");
});

test("a revoked link, even at the address of a service", async ({ portal, page }) => {
  const links = CAST.emil.links.map((link) => ({ ...link, revoked: !link.revoked }));
  const { portal: url, signingKey } = worldAddress();
  await page.goto(await signedLink(url, signingKey, { ...CAST.emil, links }));
  await expect(portal.banner()).toHaveText("This QR code is no longer valid.");
});

test("a forged link", async ({ unidentified }) => {
  await unidentified.goto(`${worldAddress().portal}/l/forged`);
  await expect(unidentified.getByTestId("banner")).toHaveText("This QR code is no longer valid.");
});

test("a suspended service is shown, and nothing can be bought for it", async ({ page }) => {
  await requestFrom(page, CAST.cleo.networks[0]);
  await page.goto(worldAddress().portal);
  await expect(page.getByText("Mobile data - 0412345603")).toBeVisible();
  await expect(page.getByTestId("banner")).toContainText("This service is suspended");
  await expect(page.getByTestId("continue-days")).toHaveCount(0);
});

test("a plan without end: nothing to sell", async ({ page }) => {
  await requestFrom(page, CAST.hugo.networks[0]);
  await page.goto(worldAddress().portal);
  await expect(page.getByTestId("banner")).toContainText("Your service has no end date");
});
