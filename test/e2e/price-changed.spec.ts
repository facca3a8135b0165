/** The price changed between quote and Pay: the page says so before anything is charged. */
import { openAtOlderPrice } from "./support/older-price.ts";
import { credited, expectBought } from "./support/oracle.ts";
import type { Portal } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

const WORDS = "The price is now $90.00, it was $81.00. Nothing was charged.";

async function payAtOlderPrice(portal: Portal): Promise<void> {
  const { page } = portal;
  await openAtOlderPrice(portal, 900);
  await portal.goToPayment(9);
  await expect(page.getByTestId("pay")).toHaveText("Pay $81.00 now");
  await portal.fillCard();
  await portal.pay();
  await expect(portal.banner()).toHaveText(WORDS);
  await expect(portal.banner()).toBeFocused();
  await expect(page.getByTestId("pay"), "one question at a time").toBeHidden();
  await expectBought(portal.member);
}

test("continue with the new price: the customer pays that price", async ({ portal }) => {
  const { page } = portal;
  await payAtOlderPrice(portal);
  await page.getByRole("button", { name: "Continue with $90.00" }).click();
  await expect(portal.banner()).toHaveCount(0);
  await expect(page.getByTestId("pay")).toBeFocused();
  await expect(page.getByTestId("pay")).toHaveText("Pay $90.00 now");
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(9));
});

test("back to the days: they show the new price, and the customer can buy fewer", async ({
  portal,
}) => {
  const { page } = portal;
  await payAtOlderPrice(portal);
  await page.getByRole("button", { name: "Back to days" }).click();
  await expect(page.getByTestId("days")).toHaveValue("9");
  await expect(page.locator("#days-form [data-slot=price]")).toHaveText("$90.00");
  await portal.goToPayment(2);
  await expect(page.getByTestId("pay")).toHaveText("Pay $20.00 now");
  // The card is still in its form.
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(2));
});
