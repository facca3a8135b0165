/** The OCS takes longer than a page waits: what was read last, or a frame of final heights. */
import type { Locator } from "@playwright/test";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { createOcsAccounts } from "../dev/ocs-accounts.ts";
import { Portal } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";
import { worldAddress } from "./support/world-address.ts";

const balance = ({ page }: Portal): Locator => page.locator("#balance");

/** Holds the page's own question for the balance until it is let go. */
async function hold({ page }: Portal): Promise<() => void> {
  const gate = Promise.withResolvers<void>();
  await page.route(/\/api\/service/, async (route) => {
    await gate.promise;
    await route.fallback();
  });
  return gate.resolve;
}

/** Where the parts of step 1 are; anything that moves would move one of them. */
async function heights({ page }: Portal) {
  await page.waitForLoadState("load");
  return page.evaluate(() =>
    [".have", "#steps", ".date", ".stephead", ".ruler", ".rule"].map((part) => {
      const { top, height } = document.querySelector(part)?.getBoundingClientRect() ?? {};
      return [part, Math.round(top ?? -1), Math.round(height ?? -1)];
    }),
  );
}

test("an old reading can be chosen on at once; the new one comes in place", async ({
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
  const letGo = await hold(portal);
  await portal.open();
  await expect(portal.promised()).toHaveText(before ?? "");
  await expect(balance(portal)).toContainText("Read at");
  await portal.page.getByTestId("days").press("ArrowRight");
  await expect(portal.page.getByTestId("price")).toHaveText("$80.00");
  const there = await heights(portal);
  await ocs.calm();
  letGo();
  await expect(balance(portal)).toContainText("6 days left");
  await expect(portal.page.getByTestId("price")).toHaveText("$80.00");
  await expect(portal.promised()).not.toHaveText(before ?? "");
  expect(await heights(portal)).toEqual(there);
});

test("an old reading that cannot be renewed ends in saying so", async ({ portal, ocs }) => {
  await portal.open();
  await ocs.silence();
  const letGo = await hold(portal);
  await portal.open();
  await expect(portal.page.getByTestId("days")).toBeVisible();
  letGo();
  await expect(portal.banner()).toContainText("You cannot pay until we can read it.");
  await expect(portal.page.locator(".bal")).toContainText("Last read today at");
  await ocs.calm();
  await portal.page.getByTestId("retry").click();
  await expect(portal.page.getByTestId("days")).toBeVisible();
});

test("the new reading wants another page, and the connection is gone: this one stays until then", async ({
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
      // Nothing is for sale any more.
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

test("whoever has gone on meanwhile is left alone", async ({ portal, ocs }) => {
  await portal.open();
  await ocs.silence();
  const letGo = await hold(portal);
  await portal.open();
  await portal.page.getByTestId("continue-days").click();
  await portal.page.getByTestId("first-name").fill("Ada");
  const answer = portal.page.waitForResponse(/\/api\/service/);
  letGo();
  await (await answer).finished();
  await expect(portal.page.getByTestId("first-name")).toHaveValue("Ada");
  await expect(portal.page).toHaveURL(/step=billing/);
});

test("nothing was ever read: a frame with its final heights, then the page", async ({
  portal,
  ocs,
}) => {
  await ocs.silence();
  const letGo = await hold(portal);
  await portal.open();
  await expect(portal.page.locator("#reading")).toHaveText("Reading your balance…");
  const there = await heights(portal);
  await ocs.calm();
  letGo();
  await expect(portal.page.getByTestId("days")).toBeVisible();
  expect(await heights(portal)).toEqual(there);
});

test("after five seconds it says that the network is slow", async ({ portal, ocs }) => {
  await portal.page.clock.install();
  await ocs.silence();
  await hold(portal);
  await portal.open();
  await expect(portal.page.locator("#reading")).toHaveText("Reading your balance…");
  await portal.page.clock.runFor(5000);
  await expect(portal.page.locator("#reading")).toHaveText("Still reading. The network is slow.");
});

test("a typed number waits no longer: the same frame, then the price", async ({
  stranger: unidentified,
  member,
  ocs,
}) => {
  const portal = new Portal(unidentified, member);
  await portal.open();
  await ocs.silence();
  await portal.typeNumber();
  const letGo = await hold(portal);
  await unidentified.getByTestId("confirm-yes").click();
  await expect(unidentified.locator("#reading")).toHaveText("Looking up the service…");
  const asked = unidentified.waitForResponse(/\/api\/service\?service_token=/);
  await ocs.calm();
  letGo();
  expect((await asked).status()).toBe(200);
  await expect(portal.promised()).toHaveText("+7 days");
  expect(new URL(unidentified.url()).pathname).toMatch(/^\/s\//);
});
