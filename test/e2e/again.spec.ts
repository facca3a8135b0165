/** No second payment without a question, whichever device paid first (row P10). */
import { credited, expectBought } from "./support/oracle.ts";
import { Portal } from "./support/portal.ts";
import { paidMeanwhile } from "./support/situations.ts";
import { expect, test } from "./support/test.ts";
import { worldAddress } from "./support/world-address.ts";

test("another device paid meanwhile: the page asks, and pressing yes pays", async ({
  portal,
  another,
}) => {
  const device = await another("device");
  await paidMeanwhile(portal, device);
  await device.pay();
  await expect(device.banner()).toContainText("You already paid less than a minute ago.");
  await expect(device.banner()).toContainText(/7 days, \$70\.00, TXN-\d+\. Your expiry date is/);
  await expect(device.page.getByTestId("pay")).toBeHidden();
  await expectBought(portal.member, credited(7));
  await device.page.getByRole("button", { name: "Pay $30.00 again for 3 more days" }).click();
  await expect(device.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7), credited(3));
});

test("the customer says no: the paid top-up is shown, and nothing else is charged", async ({
  portal,
  another,
}) => {
  await portal.open();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  const device = await another("device");
  await device.open();
  await device.buy(7);
  await device.page.getByTestId("see-recent").click();
  await expect(device.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("by wallet: the page asks before the sheet opens, and after yes the wallet is pressed again", async ({
  portal,
}) => {
  await portal.open();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  await portal.open();
  await portal.goToPayment(7);
  await portal.walletButton("google_pay").click();
  await expect(portal.banner()).toContainText("You already paid less than a minute ago.");
  await expect(portal.page.getByTestId("wallet-sheet")).toHaveCount(0);
  await portal.page.getByTestId("again").click();
  await expect(portal.banner()).toContainText("Now press the button of your wallet again.");
  await portal.walletButton("google_pay").click();
  await portal.sheet("pay").click();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7), credited(7));
});

test("by wallet, and the page did not know of the payment: the sheet fails, then the page asks", async ({
  portal,
  another,
}) => {
  const device = await another("device");
  await device.open();
  await device.goToPayment(7);
  await portal.open();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  await device.walletButton("link").click();
  await device.sheet("pay").click();
  await expect(device.sheet("fault")).toContainText("Nothing more was charged.");
  await device.sheet("cancel").click();
  await expect(device.page.getByTestId("wallet-sheet")).toHaveCount(0);
  await device.page.getByTestId("again").click();
  await expect(device.banner()).toContainText("Now press the button of your wallet again.");
  await device.walletButton("link").click();
  await device.sheet("pay").click();
  await expect(device.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7), credited(7));
});

test("a customer who typed the number is not told that another customer paid", async ({
  another,
  unidentified,
  member,
}) => {
  const device = await another("device");
  await device.open();
  await device.buy(7);
  await expect(device.result("credited")).toBeVisible();
  const typing = new Portal(unidentified, member);
  await unidentified.goto(`${worldAddress().portal}/find`);
  await typing.typeNumber();
  await unidentified.getByTestId("confirm-yes").click();
  await typing.buy(7);
  await expect(typing.result("credited")).toBeVisible();
  await expectBought(member, credited(7), credited(7));
});
