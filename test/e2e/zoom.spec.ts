/** Zoom: the page at 400 % of 1280 px, and text of twice the size on a phone. */

import { expectLargeTargets, expectToFit } from "./support/layout.ts";
import { CARD, type Portal } from "./support/portal.ts";
import { styled } from "./support/styled.ts";
import { expect, test } from "./support/test.ts";

/** Goes through the four steps to the end and checks each. */
async function walk(portal: Portal, check: () => Promise<void>): Promise<void> {
  const { page } = portal;
  await portal.open();
  await check();
  await page.getByTestId("continue-days").click();
  await page.getByTestId("continue-billing").click();
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
  await check();
  await portal.fillBilling();
  await page.getByTestId("continue-billing").click();
  await portal.cardFormReady();
  await check();
  await portal.fillCard(CARD.insufficientFunds);
  await portal.pay();
  await expect(portal.banner()).toBeVisible();
  await check();
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await check();
}

test.describe("400 %", () => {
  test.use({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });

  test("every step fits, and nothing sticks to the window", async ({ portal }) => {
    await walk(portal, async () => {
      await expectToFit(portal.page);
      const stuck = await portal.page.evaluate(() =>
        [...document.querySelectorAll("body *")]
          .filter((each) => ["fixed", "sticky"].includes(getComputedStyle(each).position))
          .filter((each) => each.checkVisibility())
          .map((each) => each.className),
      );
      expect(stuck).toEqual([]);
    });
  });
});

/** 200 % of a phone of 320 px. */
test.describe("160 px", () => {
  test.use({ viewport: { width: 160, height: 284 }, deviceScaleFactor: 2 });

  test("no part of the stepper is cut off, and all of it can be pressed", async ({ portal }) => {
    const { page } = portal;
    await portal.open();
    await expectToFit(page);
    await expectLargeTargets(page);
    const edge = (await page.locator(".stepper").boundingBox()) ?? { x: 0, width: 0 };
    for (const button of await page.locator(".stepper button").all()) {
      const box = (await button.boundingBox()) ?? { x: -1, width: 0 };
      expect(box.x).toBeGreaterThanOrEqual(edge.x);
      expect(box.x + box.width).toBeLessThanOrEqual(edge.x + edge.width);
    }
  });
});

test.describe("text of twice the size", () => {
  test("every step fits at 390 px", async ({ portal }) => {
    // A setting of the browser, which the page's sizes in rem follow.
    const session = await portal.page.context().newCDPSession(portal.page);
    await session.send("Page.enable");
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    await walk(portal, async () => {
      await styled(portal.page);
      expect(
        await portal.page.evaluate(() => getComputedStyle(document.documentElement).fontSize),
      ).toBe("32px");
      await expectToFit(portal.page);
    });
  });
});
