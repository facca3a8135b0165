/** An unfinished try belongs to the session that began it; what was asked once stays answered. */
import { credited, expectBought } from "./support/oracle.ts";
import { CARD } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

test("an unfinished try is shown to the session that began it, and not to others", async ({
  portal,
  another,
}) => {
  await portal.open();
  await portal.buy(7, CARD.declined);
  await expect(portal.banner()).toContainText("Nothing was charged.");
  const device = await another("device");
  await device.open();
  await expect(device.promised()).toContainText(/\d{4}/);
  await expect(device.banner()).toHaveCount(0);
  await portal.open();
  await expect(portal.banner()).toContainText("You began a top-up of 7 days.");
  await portal.page.getByTestId("resume").click();
  await portal.payAgain();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("an unfinished try can be given up", async ({ portal }) => {
  await portal.open();
  await portal.buy(7, CARD.declined);
  await expect(portal.banner()).toContainText("Nothing was charged.");
  await portal.open();
  await portal.page.getByTestId("cancel").click();
  await expect(portal.result("canceled")).toBeVisible();
  await expect(portal.page.getByTestId("retry")).toHaveAttribute("href", /^\/t\/.*\/add\?days=7$/);
  await portal.open();
  await expect(portal.banner()).toHaveCount(0);
});

test("after yes, again: a decline, other days and a reload do not ask once more", async ({
  portal,
}) => {
  await portal.open();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  await portal.open();
  await portal.goToPayment(5);
  await portal.fillCard(CARD.declined);
  await portal.pay();
  await portal.page.getByTestId("again").click();
  await expect(portal.banner()).toContainText("Nothing was charged.");
  await portal.open("?days=4&step=payment");
  await portal.payAgain();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7), credited(4));
});
