/** Two brands side by side, each under its own host name: nothing of one shows in the other. */
import type { Page } from "@playwright/test";
import { kestrelUrl } from "../fixtures/brands.ts";
import { CAST } from "../fixtures/cast.ts";
import { mailbox } from "./support/external-simulators.ts";
import { boughtBy, bucketsOf } from "./support/oracle.ts";
import { Portal } from "./support/portal.ts";
import { styled } from "./support/styled.ts";
import { expect, requestFrom, test } from "./support/test.ts";
import { portalOf, worldAddress } from "./support/world-address.ts";

/** Cents of Kestrel's price list: A$2.50 a day. */
const SEVEN_DAYS = 1750;

async function accentOf(page: Page): Promise<string> {
  await styled(page);
  const button = page.getByTestId("continue-days");
  return button.evaluate((one) => getComputedStyle(one).backgroundColor);
}

/** The one cookie that names the customer under the host name of this page. */
async function sessionOf({ page }: Portal) {
  const kept = await page.context().cookies(page.url());
  const [session, ...more] = kept.filter(({ name }) => name.includes("session"));
  if (!session || more.length > 0) throw new Error(`cookies: ${kept.map(({ name }) => name)}`);
  return session;
}

test.describe("a customer of the second brand", () => {
  test.use({ brand: "kestrel" });

  test("buys in its currency, under its name; the email comes from it", async ({ portal }) => {
    const { page } = portal;
    await portal.open();
    expect(new URL(page.url()).origin).toBe(kestrelUrl(worldAddress().portal));
    await expect(page).toHaveTitle(/Kestrel Mobile/);
    await expect(page.getByRole("link", { name: "العربية" })).toHaveCount(0);
    await portal.goToPayment(7);
    await expect(page.getByTestId("pay")).toContainText("A$17.50");
    await expect(page.getByText("On your statement: KESTREL MOBILE")).toBeVisible();
    await portal.fillCard();
    await portal.pay();
    await expect(page.locator("#consent-mistake")).toBeVisible();
    await page.getByTestId("consent").check();
    await portal.pay();
    await expect(portal.result("credited")).toBeVisible();
    expect(await boughtBy(portal.member)).toEqual([
      { received: SEVEN_DAYS, returned: 0, buckets: 1 },
    ]);
    expect(await bucketsOf(portal.member)).toHaveLength(1);
    await expect.poll(() => mailbox.mailsTo(portal.email)).toHaveLength(1);
    const [mail] = await mailbox.mailsTo(portal.email);
    expect(mail?.from).toBe('"Kestrel Mobile" <receipts@kestrel.example>');
    for (const text of [mail?.text, mail?.html]) {
      expect(text).toContain("Kestrel Mobile");
      expect(text).toContain("ABN 51 824 753 556");
      expect(text).toContain(new URL(page.url()).origin);
      expect(text).not.toContain("edge-topup");
    }
  });

  test("who comes by the other brand's host name is led home, with path and query", async ({
    portal,
  }) => {
    const { page } = portal;
    await page.goto(`${worldAddress().portal}/?days=9`);
    await expect(page.getByTestId("days")).toHaveValue("9");
    expect(page.url()).toBe(`${portalOf(portal.member)}/?days=9`);
    await expect(page).toHaveTitle(/Kestrel Mobile/);
  });
});

test("side by side in one browser: look, price and session of each are its own", async ({
  portal,
}) => {
  const usual = portal.page;
  const tab = await usual.context().newPage();
  await requestFrom(tab, CAST.kira.networks[0]);
  const kestrel = new Portal(tab, CAST.kira);
  await portal.open();
  await kestrel.open();
  await expect(usual).toHaveTitle(/ – edge-topup$/);
  await expect(tab).toHaveTitle(/ – Kestrel Mobile$/);
  await expect(usual.getByText(/kestrel/i)).toHaveCount(0);
  await expect(tab.getByText("edge-topup")).toHaveCount(0);
  expect(await accentOf(tab)).not.toBe(await accentOf(usual));
  for (const shop of [portal, kestrel]) await shop.chooseDays(7);
  await expect(usual.locator(".total:visible")).toContainText("$70.00");
  await expect(tab.locator(".total:visible")).toContainText("A$17.50");
  const [ours, theirs] = [await sessionOf(portal), await sessionOf(kestrel)];
  expect(ours.domain).toBe("127.0.0.1");
  expect(theirs.domain).toBe("localhost");
  expect(ours.value).not.toBe(theirs.value);
});
