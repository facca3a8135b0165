/** All steps in Arabic, from right to left. */
import * as m from "../../src/i18n/generated/messages.ts";
import { chooseLang } from "../../src/i18n/languages.ts";
import { credited, expectBought } from "./support/oracle.ts";
import { CARD } from "./support/portal.ts";
import { styled } from "./support/styled.ts";
import { expect, test } from "./support/test.ts";

const AR = chooseLang({ asked: "ar", kept: null, accepts: null });

test("from English to Arabic: choice and details stay, and the rest is in Arabic", async ({
  portal,
  ocs,
}) => {
  const { page } = portal;
  await portal.open();
  await portal.chooseDays(9);
  await page.getByTestId("continue-days").click();
  await portal.fillBilling();
  await page.getByRole("link", { name: "العربية" }).click();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByTestId("email")).toHaveValue(portal.email);
  await page.getByTestId("continue-billing").click();
  await portal.cardFormReady();
  await expect(page.getByTestId("pay")).toContainText("90.00");
  await portal.fillCard(CARD.insufficientFunds);
  await portal.pay();
  await expect(portal.banner()).toContainText(m.declined_why_funds(AR));
  await portal.fillCard(CARD.asksBank);
  await portal.pay();
  await portal.bankAsks();
  await ocs.fault({ kind: "hang", method: "SetBalance" });
  await portal.answerBank("complete");
  await expect(portal.result("crediting")).toContainText(m.result_usually(AR));
  await ocs.calm();
  await expect(portal.result("credited")).toContainText(m.result_extended(AR));
  await page.reload();
  await expect(portal.result("credited")).toContainText(m.result_extended(AR));
  await expectBought(portal.member, credited(9));
});

test.describe("a browser that prefers Arabic", () => {
  test.use({ locale: "ar", viewport: { width: 320, height: 640 } });

  test("the slider runs from right to left, and nothing scrolls sideways", async ({ portal }) => {
    const { page } = portal;
    await portal.open();
    const slider = page.getByTestId("days");
    await slider.press("Home");
    await expect(slider).toHaveValue("1");
    await slider.press("ArrowLeft");
    await expect(slider).toHaveValue("2");
    await styled(page);
    const marks = page.locator("#ruler .days i");
    const [first, last] = [await marks.first().boundingBox(), await marks.last().boundingBox()];
    expect(first?.x ?? 0).toBeGreaterThan(last?.x ?? 0);
    await expect(marks.first()).toHaveClass("add");
    await expect(marks.last()).not.toHaveClass("add");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
  });
});
