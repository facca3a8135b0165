/** "Refund me instead": never by accident, and the customer always learns the outcome. */
import { credited, expectBought, refunded } from "./support/oracle.ts";
import type { Portal } from "./support/portal.ts";
import { paidWhileSilent } from "./support/situations.ts";
import { expect, test } from "./support/test.ts";

const MAYBE_REQUESTED =
  "We have not answered yet." +
  "We are not sure your request reached us. " +
  "It is safe to ask again: you will not be refunded twice.";

test.beforeEach(async ({ portal, ocs }) => {
  await paidWhileSilent(portal, ocs);
});

const question = ({ page }: Portal) => page.getByTestId("refund-question");

test("one press shows a question, and “Keep waiting” changes nothing", async ({ portal, ocs }) => {
  const { page } = portal;
  let requests = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/refund")) requests += 1;
  });
  await page.getByTestId("refund-me").click();
  await expect(question(portal)).toBeFocused();
  await expect(question(portal)).toContainText("Get $70.00 back instead of 7 days?");
  await expect(page.locator("#announcer")).toHaveText("Get $70.00 back instead of 7 days?");
  await page.getByRole("button", { name: "Keep waiting" }).click();
  await expect(question(portal)).toHaveCount(0);
  await expect(page.getByTestId("refund-me")).toBeFocused();
  await page.getByTestId("refund-me").dblclick();
  await expect(question(portal)).toBeVisible();
  await ocs.calm();
  await expect(portal.result("credited")).toBeVisible();
  expect(requests).toBe(0);
  await expectBought(portal.member, credited(7));
});

test("the days are added while the question is open: it disappears", async ({ portal, ocs }) => {
  const { page } = portal;
  await page.getByTestId("refund-me").click();
  await expect(question(portal)).toBeFocused();
  await ocs.calm();
  await expect(portal.result("credited")).toBeVisible();
  await expect(question(portal)).toHaveCount(0);
  await expect(page.locator("#have h1")).toBeFocused();
});

test("the days are added while the request is under way: success, and the page says so", async ({
  portal,
  ocs,
}) => {
  const { page } = portal;
  const arrived = Promise.withResolvers<void>();
  await page.route(/\/refund$/, async (route) => {
    await arrived.promise;
    await route.fallback();
  });
  await portal.requestRefund();
  await ocs.calm();
  await expect(portal.result("credited")).toBeVisible();
  arrived.resolve();
  await expect(portal.banner()).toHaveText("Your days were added, so nothing was paid back.");
  await expect(portal.banner()).toBeFocused();
  await expect(page.getByText("Your service has been extended.")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("no answer: the page does not know the outcome, and asking again is safe", async ({
  portal,
}) => {
  const { page } = portal;
  await page.route(
    /\/refund$/,
    async (route) => {
      await route.fetch();
      await page.context().setOffline(true);
      await route.abort("connectionreset");
    },
    { times: 1 },
  );
  await portal.requestRefund();
  await expect(portal.banner().last()).toHaveText(MAYBE_REQUESTED);
  await expect(page.locator("#net")).toHaveText(
    "No connection. We will carry on without this page.",
  );
  await page.context().setOffline(false);
  await expect(portal.result("refunded")).toBeVisible();
  await expectBought(portal.member, refunded(7));
});

test("no answer, and the request was lost: the customer asks again", async ({ portal }) => {
  const { page } = portal;
  await page.route(/\/refund$/, (route) => route.abort("connectionreset"), { times: 1 });
  await portal.requestRefund();
  await expect(portal.banner()).toHaveText(MAYBE_REQUESTED);
  await expect(portal.banner()).toBeFocused();
  await expect(page.getByTestId("refund-me")).toHaveText("Refund me instead");
  await expect(page.getByTestId("refund-me")).not.toHaveAttribute("aria-disabled", "true");
  await portal.requestRefund();
  await expect(portal.result("refunded")).toBeVisible();
  await expectBought(portal.member, refunded(7));
});
