/** What the page says stays true: it goes when its reason goes, and a dead sale has no button. */
import { expectBought } from "./support/oracle.ts";
import { expect, test } from "./support/test.ts";

test('"Not sent: there is no connection" goes when the connection is back', async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  await page.context().setOffline(true);
  await portal.pay();
  await expect(page.locator("#banners .banner")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.locator("#banners .banner")).toHaveCount(0);
  await expectBought(portal.member);
});

test("the account was switched off on the pay step: no button under a dead sale", async ({
  portal,
  ocs,
}) => {
  const { page } = portal;
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  await ocs.disable();
  await portal.pay();
  await expect(portal.banner()).toContainText("Nothing was charged.");
  await expect(page.getByTestId("pay")).toBeHidden();
  await page.getByTestId("retry").click();
  await expect(page.getByTestId("pay")).toHaveCount(0);
  await expectBought(portal.member);
});
