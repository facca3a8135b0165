/** So many days that each mark of the line stands for a week. */
import { DAY_MS } from "../../src/domain/base/time.ts";
import { planUntil } from "./screens/tour.ts";
import { expect, test } from "./support/test.ts";

test.use({ buckets: planUntil(55 * DAY_MS) });

test("the line above the forms says when its marks are weeks, also after a change", async ({
  portal,
}) => {
  const { page } = portal;
  const strip = page.locator("#strip");
  const weeks = strip.getByText("One mark is a week.");
  await portal.open("?days=14");
  await portal.chooseDays(21);
  await page.getByTestId("continue-days").click();
  await page.getByTestId("continue-billing").waitFor();
  await expect(weeks).toHaveCount(1);
  await expect(weeks).toBeVisible();
  await strip.locator("[data-go=days]").click();
  await portal.chooseDays(3);
  await page.getByTestId("continue-days").click();
  await expect(page.getByTestId("continue-billing")).toBeVisible();
  await expect(weeks).toHaveCount(0);
  await page.goBack();
  await portal.chooseDays(30);
  await page.getByTestId("continue-days").click();
  await expect(weeks).toBeVisible();
});
