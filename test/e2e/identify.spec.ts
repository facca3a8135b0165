/** Nobody knows whose connection it is: a typed number leads to the service, and tells nothing. */
import type { Page } from "@playwright/test";
import { credited, expectBought } from "./support/oracle.ts";
import { Portal } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

/** Neither the balance nor any date, wherever one looks. */
async function expectNoSecret(page: Page): Promise<void> {
  await expect(page.locator("body")).not.toContainText(
    /days left|until (?!you)|\d{4}-\d\d-\d\d|20\d\d/,
  );
}

test("a typed number: price and plus days, and the new expiry only after paying", async ({
  stranger,
  member,
}) => {
  const portal = new Portal(stranger, member);
  await portal.open();
  await expect(portal.notice()).toHaveText("Which device is it for?");
  await portal.typeNumber();
  await expect(portal.notice()).toHaveText("Is this your device?");
  const last = (member.service.imsi ?? "").slice(-4);
  await expect(stranger.getByTestId("device")).toHaveText(`Hotspot dongle, ends in ${last}`);
  expect(stranger.url()).not.toContain(member.service.serviceUuid);
  await stranger.getByTestId("confirm-yes").click();
  await expect(portal.promised()).toHaveText("+7 days");
  await stranger.getByTestId("days").press("ArrowRight");
  await expect(portal.promised()).toHaveText("+8 days");
  await expect(stranger.getByTestId("price")).toHaveText("$80.00");
  await expectNoSecret(stranger);
  await portal.buy(9);
  await expect(portal.result("credited")).toBeVisible();
  await expect(portal.newExpiry()).toContainText(/\d{4}/);
  await expectBought(member, credited(9));
});

test("what is wrong with a number stands beside it, and the number stays", async ({
  stranger,
  member,
}) => {
  const portal = new Portal(stranger, member);
  await portal.open();
  const field = stranger.getByTestId("identity");
  const mistake = stranger.locator("#identity-mistake");
  await portal.typeNumber("12 34");
  await expect(mistake).toContainText("Write 8 to 15 digits.");
  await expect(field).toHaveValue("12 34");
  await expect(field).toBeFocused();
  await portal.typeNumber("999999999999999");
  await expect(mistake).toContainText("We found no service with this number.");
  await portal.typeNumber();
  await expect(stranger.getByTestId("confirm-yes")).toBeVisible();
});

test("whoever has a service at this address can still type another one's number", async ({
  portal,
  another,
}) => {
  const { page } = portal;
  await portal.open();
  await page.getByRole("link", { name: "Another device" }).click();
  await portal.typeNumber();
  await expect(page.getByTestId("confirm-yes")).toBeVisible();
  // The address alone goes on leading to its own service, with its balance.
  const there = await another("tab");
  await there.open();
  await expect(there.promised()).not.toContainText("+");
});

test("a token that is not ours asks again", async ({ stranger, member }) => {
  const portal = new Portal(stranger, member);
  await portal.open("s/forged.token?step=days");
  await expect(portal.notice()).toHaveText("Which device is it for?");
  await expect(stranger.locator(".bal")).toContainText("It has been a while.");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the typed service survives the steps", async ({ stranger, member }) => {
    const portal = new Portal(stranger, member);
    await portal.open();
    await portal.typeNumber();
    await stranger.getByTestId("confirm-yes").click();
    await stranger.getByRole("button", { name: "One day more" }).click();
    await expect(portal.promised()).toHaveText("+8 days");
    await stranger.getByTestId("continue-days").click();
    await portal.fillBilling();
    await stranger.getByTestId("continue-billing").click();
    await expect(stranger.getByRole("heading", { name: "Payment" })).toBeVisible();
    await expect(stranger.locator("[data-v=order]")).toContainText("8 days for Hotspot dongle");
    await expectNoSecret(stranger);
    expect(stranger.url()).not.toContain(member.service.serviceUuid);
  });
});
