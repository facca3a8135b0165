/** A browser that keeps no cookies is another session at each request. */
import { expectBought } from "./support/oracle.ts";
import { expect, test } from "./support/test.ts";

test("without cookies: the page says so, blames no bank, and nothing is charged", async ({
  portal,
}) => {
  const { page, member } = portal;
  await page.route("**/api/**", async (route) => {
    await page.context().clearCookies();
    await route.fallback();
  });
  await portal.open();
  await portal.buy(7);
  await expect(portal.banner()).toContainText("Your browser keeps no cookies.");
  await expect(portal.banner()).not.toContainText("declined");
  await expectBought(member);
});
