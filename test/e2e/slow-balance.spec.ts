/** The OCS takes longer than a page waits: the page shows the last reading or a placeholder. */
import type { Locator } from "@playwright/test";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { createOcsAccounts } from "../dev/ocs-accounts.ts";
import { Portal } from "./support/portal.ts";
import { styled } from "./support/styled.ts";
import { expect, test } from "./support/test.ts";
import { worldAddress } from "./support/world-address.ts";

const balance = ({ page }: Portal): Locator => page.locator("#balance");

/** Holds the page's own request for the balance until the returned function is called. */
async function holdBalance({ page }: Portal): Promise<() => void> {
  const gate = Promise.withResolvers<void>();
  await page.route(/\/api\/service/, async (route) => {
    await gate.promise;
    await route.fallback();
  });
  return gate.resolve;
}

/** Position and height of the parts of step 1; anything that moves would move one of them. */
async function heights({ page }: Portal) {
  await styled(page);
  return page.evaluate(() =>
    [".have", "#steps", ".date", ".stephead", ".ruler", ".rule"].map((part) => {
      const { top, height } = document.querySelector(part)?.getBoundingClientRect() ?? {};
      return [part, Math.round(top ?? -1), Math.round(height ?? -1)];
    }),
  );
}

test("an old reading: the customer can choose at once, and the new one replaces it in place", async ({
  portal,
  ocs,
  member,
}) => {
  await portal.open();
  const before = await portal.promised().textContent();
  await createOcsAccounts({ url: worldAddress().cgrates }, Date.now(), [
    { ...member, buckets: member.buckets.map((b) => ({ ...b, endsInMs: 6 * DAY_MS })) },
  ]);
  await ocs.silence();
  const release = await holdBalance(portal);
  await portal.open();
  await expect(portal.promised()).toHaveText(before ?? "");
  await expect(balance(portal)).toContainText("Updated at");
  await portal.page.getByTestId("days").press("ArrowRight");
  await expect(portal.page.getByTestId("price")).toHaveText("$80.00");
  const places = await heights(portal);
  await ocs.calm();
  release();
  await expect(balance(portal)).toContainText("6 days left");
  await expect(portal.page.getByTestId("price")).toHaveText("$80.00");
  await expect(portal.promised()).not.toHaveText(before ?? "");
  expect(await heights(portal)).toEqual(places);
});

test("an old reading that cannot be renewed: the page says so", async ({ portal, ocs }) => {
  await portal.open();
  await ocs.silence();
  const release = await holdBalance(portal);
  await portal.open();
  await expect(portal.page.getByTestId("days")).toBeVisible();
  release();
  await expect(portal.banner()).toContainText("You cannot pay until we can read it.");
  await expect(portal.page.locator(".bal")).toContainText("Last read today at");
  await ocs.calm();
  await portal.page.getByTestId("retry").click();
  await expect(portal.page.getByTestId("days")).toBeVisible();
});

test("the new reading needs another page, and the connection is lost: this page stays until it is back", async ({
  portal,
  ocs,
}) => {
  const { page } = portal;
  await portal.open();
  await ocs.silence();
  const lost = Promise.withResolvers<void>();
  await page.route(
    /\/api\/service/,
    async (route) => {
      await lost.promise;
      // There is no offer any more.
      const data = await page.locator("#data").textContent();
      await route.fulfill({ json: { ...JSON.parse(data ?? "").view, offers: [] } });
    },
    { times: 1 },
  );
  await portal.open();
  await expect(page.getByTestId("days")).toBeVisible();
  await page.context().setOffline(true);
  const answered = page.waitForResponse(/\/api\/service/);
  lost.resolve();
  await (await answered).finished();
  await expect(page.locator("#net")).toContainText("No connection.");
  await expect(page.getByTestId("days")).toBeVisible();
  await ocs.calm();
  await page.context().setOffline(false);
  await expect(page).toHaveURL(/wait=1/);
  await expect(page.getByTestId("days")).toBeVisible();
});

test("a customer who has continued meanwhile is not disturbed", async ({ portal, ocs }) => {
  await portal.open();
  await ocs.silence();
  const release = await holdBalance(portal);
  await portal.open();
  await portal.page.getByTestId("continue-days").click();
  await portal.page.getByTestId("first-name").fill("Ada");
  const answer = portal.page.waitForResponse(/\/api\/service/);
  release();
  await (await answer).finished();
  await expect(portal.page.getByTestId("first-name")).toHaveValue("Ada");
  await expect(portal.page).toHaveURL(/step=billing/);
});

test("no reading yet: a placeholder with the final heights, then the page", async ({
  portal,
  ocs,
}) => {
  await ocs.silence();
  const release = await holdBalance(portal);
  await portal.open();
  await expect(portal.page.locator("#reading")).toHaveText("Checking your balance…");
  const places = await heights(portal);
  await ocs.calm();
  release();
  await expect(portal.page.getByTestId("days")).toBeVisible();
  expect(await heights(portal)).toEqual(places);
});

test("after five seconds the page says that the network is slow", async ({ portal, ocs }) => {
  await portal.page.clock.install();
  await ocs.silence();
  await holdBalance(portal);
  await portal.open();
  await expect(portal.page.locator("#reading")).toHaveText("Checking your balance…");
  await portal.page.clock.runFor(5000);
  await expect(portal.page.locator("#reading")).toHaveText("Still checking. The network is slow.");
});

test("a typed number does not wait longer: the same placeholder, then the price", async ({
  unidentified,
  member,
  ocs,
}) => {
  const portal = new Portal(unidentified, member);
  await portal.open();
  await ocs.silence();
  await portal.typeNumber();
  const release = await holdBalance(portal);
  await unidentified.getByTestId("confirm-yes").click();
  await expect(unidentified.locator("#reading")).toHaveText("Looking up the service…");
  const answered = unidentified.waitForResponse(/\/api\/service\?service_token=/);
  await ocs.calm();
  release();
  expect((await answered).status()).toBe(200);
  await expect(portal.promised()).toHaveText("+7 days");
  expect(new URL(unidentified.url()).pathname).toMatch(/^\/s\//);
});
