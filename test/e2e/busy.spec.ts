/** A button whose request is under way says so and ignores further presses. */

import { expectBought, refunded } from "./support/oracle.ts";
import { paidWhileSilent } from "./support/situations.ts";
import { expect, NOWHERE, requestFrom, test } from "./support/test.ts";

test("Refund me instead", async ({ portal, ocs }) => {
  const { page } = portal;
  await paidWhileSilent(portal, ocs);
  const gate = Promise.withResolvers<void>();
  let requests = 0;
  await page.route(/\/refund$/, async (route) => {
    requests += 1;
    await gate.promise;
    await route.fallback();
  });
  const button = page.getByTestId("refund-me");
  await expect(button).toHaveText("Refund me instead");
  // An update may draw the button again at any time, so it is measured in one step.
  const width = () =>
    page.evaluate(() => document.querySelector("[data-testid=refund-me]")?.clientWidth);
  const before = await width();
  await button.press("Enter");
  await expect(page.getByTestId("refund-question")).toBeFocused();
  await page.getByTestId("refund-yes").press("Enter");
  await expect(button).toHaveText("Asking for your money back…");
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toBeFocused();
  await expect(page.locator("#announcer")).toHaveText("Asking for your money back…");
  expect(await width()).toBe(before);
  await button.press("Enter");
  gate.resolve();
  await expect(portal.result("refunded")).toBeVisible();
  expect(requests).toBe(1);
  await expectBought(portal.member, refunded(7));
});

test("Find my service", async ({ portal }) => {
  const { page } = portal;
  await portal.open("find");
  // The page that goes away leaves the looks of its button for the next one.
  await page.evaluate(() => {
    window.addEventListener("beforeunload", () => {
      const button = document.querySelector("[data-testid=find]");
      sessionStorage.setItem("find", `${button?.textContent}, ${button?.ariaDisabled}`);
    });
  });
  await portal.typeNumber();
  await expect(page.getByTestId("confirm-yes")).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.getItem("find"))).toBe(
    "Looking for your service…, true",
  );
  await page.goBack();
  await expect(page.getByTestId("find")).toHaveText("Find my service");
});

test("Find my service without a connection: sent when the connection is back", async ({
  portal,
}) => {
  const { page } = portal;
  await requestFrom(page, NOWHERE);
  await portal.open("find");
  await page.getByTestId("identity").fill(portal.member.service.serviceUuid);
  await page.context().setOffline(true);
  await page.getByTestId("find").click();
  await expect(page.getByTestId("find")).toHaveText("Looking for your service…");
  await expect(page.locator("#net")).toContainText("No connection.");
  await expect(page.getByTestId("identity")).toHaveValue(portal.member.service.serviceUuid);
  await page.context().setOffline(false);
  await expect(page.getByTestId("confirm-yes")).toBeVisible();
});
