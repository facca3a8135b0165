/** A second card after a declined one: the page never calls the second one declined. */
import { credited, expectBought } from "./support/oracle.ts";
import { CARD } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

test("reloaded while the bank checks the second card: no word of the first", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await portal.buy(7, CARD.insufficientFunds);
  await expect(portal.banner()).toContainText("There is not enough money on this card.");
  await portal.fillCard(CARD.asksBank);
  await portal.pay();
  await portal.bankAsks();
  await page.reload();
  await expect(page.getByText("Continue to payment")).toBeVisible();
  await expect(page.getByText("Nothing was charged.").first()).toBeVisible();
  await expect(page.getByText("declined")).toHaveCount(0);
  await expectBought(portal.member);

  await page.getByText("Continue to payment").click();
  await portal.cardFormReady();
  await portal.fillCard(CARD.pays);
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});
