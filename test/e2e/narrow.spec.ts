/** The narrowest phone: everything fits, nothing scrolls sideways. */
import { setReaderStyle } from "./support/layout.ts";
import { CARD, type Portal } from "./support/portal.ts";
import { styled } from "./support/styled.ts";
import { expect, test } from "./support/test.ts";

test.use({ viewport: { width: 320, height: 640 } });

async function expectToFit({ page }: Portal): Promise<void> {
  await styled(page);
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
}

test.describe("the smallest window of a phone", () => {
  test.use({ viewport: { width: 320, height: 568 } });

  test("the slider is above the bar, and the text of the bar is not higher than the price", async ({
    portal,
  }) => {
    const { page } = portal;
    await portal.open();
    await styled(page);
    // The banner of test mode; customers of a live shop do not see it.
    await setReaderStyle(page, ".test { display: none }");
    const [slider, bar, price, words] = await Promise.all(
      ["#days", ".bar", ".bar [data-slot=price]", ".bar [data-slot=breakdown]"].map((part) =>
        page.locator(part).filter({ visible: true }).first().boundingBox(),
      ),
    );
    expect((slider?.y ?? 999) + 44).toBeLessThanOrEqual(bar?.y ?? 0);
    expect(words?.height).toBeLessThan(price?.height ?? 0);
  });
});

test("320 px: four steps without sideways scrolling", async ({ portal, ocs }) => {
  const { page } = portal;
  await portal.open();
  await expectToFit(portal);
  await page.getByTestId("continue-days").click();
  await page.getByTestId("continue-billing").click();
  await expectToFit(portal);
  await portal.fillBilling();
  await page.getByTestId("continue-billing").click();
  await portal.cardFormReady();
  await expectToFit(portal);
  await portal.fillCard(CARD.asksBank);
  await portal.pay();
  await portal.bankAsks();
  await expectToFit(portal);
  await ocs.silence();
  await portal.answerBank("complete");
  await expect(portal.result("paid")).toBeVisible();
  await expectToFit(portal);
  await ocs.calm();
  await expect(portal.result("credited")).toBeVisible();
  await expectToFit(portal);
});
