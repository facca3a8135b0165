/** The IP address leads to no service: a typed number does, and reveals no balance and no date. */
import type { Page } from "@playwright/test";
import { credited, expectBought } from "./support/oracle.ts";
import { Portal } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

/** Neither the balance nor a date is anywhere on the page. */
async function expectNoSecret(page: Page): Promise<void> {
  await expect(page.locator("body")).not.toContainText(
    /days left|until (?!you)|\d{4}-\d\d-\d\d|20\d\d/,
  );
}

test("a typed number: price and days to add, and the new expiry date only after paying", async ({
  unidentified,
  member,
}) => {
  const portal = new Portal(unidentified, member);
  await portal.open();
  await expect(portal.banner()).toHaveText("Which device is it for?");
  await portal.typeNumber();
  await expect(portal.banner()).toHaveText("Is this your device?");
  const last = (member.service.imsi ?? "").slice(-4);
  await expect(unidentified.getByTestId("device")).toHaveText(`Hotspot dongle, ends in ${last}`);
  expect(unidentified.url()).not.toContain(member.service.serviceUuid);
  await unidentified.getByTestId("confirm-yes").click();
  await expect(portal.promised()).toHaveText("+7 days");
  await unidentified.getByTestId("days").press("ArrowRight");
  await expect(portal.promised()).toHaveText("+8 days");
  await expect(unidentified.getByTestId("price")).toHaveText("$80.00");
  await expectNoSecret(unidentified);
  await portal.buy(9);
  await expect(portal.result("credited")).toBeVisible();
  await expect(portal.newExpiry()).toContainText(/\d{4}/);
  await expectBought(member, credited(9));
});

test("a wrong number: its error is beside it, and the number stays", async ({
  unidentified,
  member,
}) => {
  const portal = new Portal(unidentified, member);
  await portal.open();
  const field = unidentified.getByTestId("identity");
  const mistake = unidentified.locator("#identity-mistake");
  await portal.typeNumber("12 34");
  await expect(mistake).toContainText("Enter 8 to 15 digits.");
  await expect(field).toHaveValue("12 34");
  await expect(field).toBeFocused();
  await portal.typeNumber("999999999999999");
  await expect(mistake).toContainText("We found no service with this number.");
  await portal.typeNumber();
  await expect(unidentified.getByTestId("confirm-yes")).toBeVisible();
});

test("a customer with a service at this address can still type the number of another one", async ({
  portal,
  another,
}) => {
  const { page } = portal;
  await portal.open();
  await page.getByRole("link", { name: "Another device" }).click();
  await portal.typeNumber();
  await expect(page.getByTestId("confirm-yes")).toBeVisible();
  // The IP address alone still leads to its own service, with its balance.
  const tab = await another("tab");
  await tab.open();
  await expect(tab.promised()).not.toContainText("+");
});

test("a token that is not ours: the page asks for the number again", async ({
  unidentified,
  member,
}) => {
  const portal = new Portal(unidentified, member);
  await portal.open("s/forged.token?step=days");
  await expect(portal.banner()).toHaveText("Which device is it for?");
  await expect(unidentified.locator(".bal")).toContainText("It has been a while.");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the typed service survives the steps", async ({ unidentified, member }) => {
    const portal = new Portal(unidentified, member);
    await portal.open();
    await portal.typeNumber();
    await unidentified.getByTestId("confirm-yes").click();
    await unidentified.getByRole("button", { name: "One day more" }).click();
    await expect(portal.promised()).toHaveText("+8 days");
    await unidentified.getByTestId("continue-days").click();
    await portal.fillBilling();
    await unidentified.getByTestId("continue-billing").click();
    await expect(unidentified.getByRole("heading", { name: "Payment" })).toBeVisible();
    await expect(unidentified.locator("[data-slot=order]")).toContainText(
      "8 days for Hotspot dongle",
    );
    await expectNoSecret(unidentified);
    expect(unidentified.url()).not.toContain(member.service.serviceUuid);
  });
});
