/** Without JavaScript the page works up to the card form, which needs Stripe's script. */
import { styled } from "./support/styled.ts";
import { expect, test } from "./support/test.ts";

test.use({ javaScriptEnabled: false });

test("without JavaScript: days, price, billing, and where it ends", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await page.getByRole("button", { name: "One day more" }).click();
  await expect(page.getByTestId("price")).toHaveText("$80.00");
  await page.getByTestId("continue-days").click();
  await page.getByTestId("first-name").fill("Ada");
  await page.getByTestId("last-name").fill("Nowak");
  await page.getByTestId("email").fill("ada@example.com");
  await page.getByTestId("continue-billing").click();
  await expect(page.getByRole("heading", { name: "Payment" })).toBeVisible();
  await expect(page.getByTestId("pay")).toBeHidden();
  // Playwright disables scripts without the parser's knowledge: the element exists, undrawn.
  const words = await page.locator("[data-panel=payment] noscript").innerHTML();
  expect(words).toContain("Paying needs JavaScript.");
});

test.describe("on the smallest phone", () => {
  test.use({ viewport: { width: 320, height: 568 } });

  test("an error in the details is on the screen, not covered by the bar", async ({ portal }) => {
    const { page } = portal;
    await portal.open();
    await page.getByTestId("continue-days").click();
    await page.getByTestId("first-name").fill("Ada");
    await page.getByTestId("last-name").fill("Nowak");
    await page.getByTestId("email").fill("ada@example");
    await page.getByTestId("continue-billing").click();
    await expect(page.getByTestId("email")).toBeFocused();
    await styled(page);
    const mistake = await page.locator("#email-mistake").boundingBox();
    const bar = await page.locator(".bar").filter({ visible: true }).boundingBox();
    expect((mistake?.y ?? 0) + (mistake?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
  });
});
