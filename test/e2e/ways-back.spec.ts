/** Every way back keeps the device, also where the address finds another customer's (row R9). */
import { credited, expectBought } from "./support/oracle.ts";
import { Portal } from "./support/portal.ts";
import { expect, NOWHERE, requestFrom, test } from "./support/test.ts";

test("the logo in the middle of a link's journey leads to the link's device", async ({
  portal,
  unidentified,
}) => {
  await requestFrom(unidentified, NOWHERE);
  await portal.openByLink();
  await portal.goToPayment(9);
  await unidentified.locator("a.brand").click();
  await expect(portal.promised()).toContainText(/\d{4}/);
  await expect(unidentified).toHaveURL(/\/l\/.*step=days/);
});

test("a result opened in another tab at another address: on with the same device", async ({
  portal,
  member,
}) => {
  await portal.open();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  const tab = await portal.page.context().newPage();
  await requestFrom(tab, NOWHERE);
  await tab.goto(portal.page.url());
  await expect(tab.locator("[data-testid=result]")).toBeVisible();
  await tab.locator("a.brand").click();
  await expect(tab.getByTestId("device")).toHaveCount(0);
  await expect(new Portal(tab, member).promised()).toContainText(/\d{4}/);
  await expectBought(member, credited(7));
});

test("the address of a top-up on another customer's phone: asked, and nothing is shown", async ({
  portal,
  another,
  member,
}) => {
  await portal.open();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  const device = await another("device");
  await requestFrom(device.page, NOWHERE);
  await device.page.goto(`${portal.page.url()}/add?days=3`);
  await expect(device.banner()).toHaveText("Is this your device?");
  await device.page.getByTestId("confirm-yes").click();
  await expect(device.page.getByTestId("days")).toHaveValue("3");
  await expect(device.page.locator("#balance")).not.toContainText("left");
  await device.buy(3);
  await expect(device.result("credited")).toBeVisible();
  await expectBought(member, credited(7), credited(3));
});
