/** No connection: the page says so, loses nothing, and continues when the connection is back. */
import type { Page } from "@playwright/test";
import { credited, expectBought } from "./support/oracle.ts";
import type { Portal } from "./support/portal.ts";
import { CHECKOUT_SCRIPT } from "./support/scripts.ts";
import { styled } from "./support/styled.ts";
import { expect, test } from "./support/test.ts";
import { worldAddress } from "./support/world-address.ts";

const WORDS = "No connection. Your choice is saved, and we will carry on when it is back.";

/** How a connection is lost and comes back. */
interface Loss {
  begin(page: Page): Promise<void>;
  end(page: Page): Promise<void>;
}
const LOSSES: Readonly<Record<string, Loss>> = {
  "the device knows that it is offline": {
    begin: (page) => page.context().setOffline(true),
    end: (page) => page.context().setOffline(false),
  },
  "a Wi-Fi that lets nothing through": {
    begin: async (page) => void (await page.route(everything(), abort)),
    end: (page) => page.unroute(everything(), abort),
  },
};
const everything = () => `${worldAddress().portal}/**`;
const abort: Parameters<Page["route"]>[1] = (route) => route.abort("connectionfailed");

async function expectKept(page: Page, address: string): Promise<void> {
  await expect(page.locator("#net")).toHaveText(WORDS);
  expect(page.url()).toBe(address);
}
const expectOnline = (page: Page) => expect(page.locator("#net")).toBeEmpty();

for (const [name, lost] of Object.entries(LOSSES)) {
  test.describe(name, () => {
    test("the balance cannot be read: the next attempt waits for the connection", async ({
      portal,
      ocs,
    }) => {
      const { page } = portal;
      await ocs.silence();
      await page.clock.install();
      await portal.open("?days=9&wait=1");
      const address = page.url();
      await expect(page.locator("#next-try")).toBeVisible();
      await lost.begin(page);
      await page.clock.runFor(9000);
      await expectKept(page, address);
      await expect(page.locator("#next-try")).toBeHidden();
      await expect(page.getByText("9 days")).toBeVisible();
      await ocs.calm();
      await lost.end(page);
      await page.clock.runFor(2000);
      await expect(page.getByTestId("days")).toHaveValue("9");
      await expect(page.getByText("3 days left")).toBeVisible();
    });

    test("the balance is being read: the page asks again when the connection is back", async ({
      portal,
      ocs,
    }) => {
      const { page } = portal;
      const gate = Promise.withResolvers<void>();
      await ocs.silence();
      await page.route(/\/api\/service/, async (route) => {
        await gate.promise;
        await route.abort("connectionfailed");
      });
      const sent = page.waitForRequest(/\/api\/service/);
      await portal.open("?days=9");
      const address = page.url();
      await sent;
      await lost.begin(page);
      const failed = page.waitForEvent("requestfailed", (one) =>
        one.url().includes("/api/service"),
      );
      gate.resolve();
      await failed;
      await expectKept(page, address);
      await expect(page.locator("#reading")).toBeVisible();
      await ocs.calm();
      await lost.end(page);
      await expect(page.getByTestId("days")).toHaveValue("9");
      await expect(page.getByText("3 days left")).toBeVisible();
    });

    test("Continue before the second script is loaded", async ({ portal }) => {
      const { page } = portal;
      await portal.open("?days=9");
      await page.waitForLoadState("load");
      await lost.begin(page);
      const failed = page.waitForEvent("requestfailed", (one) => CHECKOUT_SCRIPT.test(one.url()));
      await page.getByTestId("continue-days").click();
      await failed;
      await expectKept(page, `${worldAddress().portal}/?days=9&step=billing`);
      await expect(page.getByText("Opening the form…")).toBeVisible();
      await lost.end(page);
      await portal.fillBilling();
      await expectOnline(page);
      await page.getByTestId("continue-billing").click();
      await portal.cardFormReady();
      await expect(page.getByTestId("pay")).toHaveText("Pay $90.00 now");
    });

    test("Back from the page of a paid top-up", async ({ portal }) => {
      const { page } = portal;
      await portal.open();
      await portal.buy(7);
      await expect(portal.result("credited")).toBeVisible();
      await lost.begin(page);
      await page.goBack();
      await expect(page.locator("#net")).toHaveText(
        "No connection. We will carry on without this page.",
      );
      await expect(portal.result("credited")).toBeVisible();
      await lost.end(page);
      await expect(page.getByTestId("continue-billing")).toBeVisible();
    });
  });
}

async function toPayment(portal: Portal): Promise<void> {
  await portal.open();
  await portal.chooseDays(9);
  await portal.page.getByTestId("continue-days").click();
  await portal.fillBilling();
}

async function expectPaid(portal: Portal): Promise<void> {
  const { page } = portal;
  await portal.cardFormReady();
  await expect(portal.banner()).toHaveCount(0);
  await expect(page.getByTestId("email")).toHaveValue(portal.email);
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(9));
}

test("the payment step opened offline loads its form when the connection is back", async ({
  portal,
}) => {
  const { page } = portal;
  await toPayment(portal);
  await page.context().setOffline(true);
  await page.getByTestId("continue-billing").click();
  await expect(page.locator("#banners")).toContainText("Payment system unavailable");
  await expectKept(page, `${worldAddress().portal}/?days=9&step=payment`);
  await expect(page.getByTestId("email")).toHaveValue(portal.email);
  await page.context().setOffline(false);
  await expectPaid(portal);
});

test("the same behind a Wi-Fi that lets nothing through", async ({ portal }) => {
  const { page } = portal;
  await toPayment(portal);
  await page.route(everything(), abort);
  await page.route(/\/stripe\.js/, abort);
  await page.getByTestId("continue-billing").click();
  await expect(page.locator("#banners")).toContainText("Payment system unavailable");
  await expectKept(page, `${worldAddress().portal}/?days=9&step=payment`);
  await page.unroute(/\/stripe\.js/, abort);
  await page.unroute(everything(), abort);
  await expectPaid(portal);
});

test("offline while the card is typed: the form stays as it is, and Pay says why at once", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.open();
  await portal.goToPayment(9);
  await portal.fillCard();
  await page.context().setOffline(true);
  await expect(page.locator("#net")).toHaveText(WORDS);
  let requests = 0;
  page.on("request", () => {
    requests += 1;
  });
  await portal.pay();
  await expect(portal.banner().last()).toContainText("no connection. Nothing was charged.");
  await expect(portal.banner().last()).toBeFocused();
  await expect(page.getByTestId("pay")).toHaveText("Pay $90.00 now");
  expect(requests).toBe(0);
  await page.context().setOffline(false);
  await expectOnline(page);
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
});

test("the second script could not be fetched without a connection: Continue fetches it again", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.open();
  await page.waitForLoadState("load");
  await page.context().setOffline(true);
  const failed = page.waitForEvent("requestfailed", (one) => CHECKOUT_SCRIPT.test(one.url()));
  await page.getByTestId("days").press("ArrowRight");
  await failed;
  await page.context().setOffline(false);
  await expectOnline(page);
  await page.evaluate(() => {
    document.body.dataset.same = "page";
  });
  const fetched = page.waitForResponse(CHECKOUT_SCRIPT);
  await page.getByTestId("continue-days").click();
  expect((await fetched).status()).toBe(200);
  await expect(page.getByTestId("first-name")).toBeVisible();
  await expect(page.locator("body")).toHaveAttribute("data-same", "page");
});

test.describe("on the smallest phone", () => {
  test.use({ viewport: { width: 320, height: 568 } });

  const topOf = async (page: Page, id: string) => {
    await styled(page);
    return page.getByTestId(id).evaluate((one) => one.getBoundingClientRect().top);
  };

  test("a lost connection moves nothing on the page, and its banner is in view everywhere", async ({
    portal,
  }) => {
    const { page } = portal;
    await portal.open();
    await portal.goToPayment(9);
    await page.getByTestId("pay").scrollIntoViewIfNeeded();
    const before = await topOf(page, "pay");
    await page.context().setOffline(true);
    await expect(page.locator("#net .banner")).toBeInViewport({ ratio: 1 });
    expect(await topOf(page, "pay")).toBe(before);
    const box = await page.locator("#net .banner").boundingBox();
    expect(box?.height, "not higher than the head of the page").toBeLessThanOrEqual(60);
    await page.context().setOffline(false);
    await expectOnline(page);
    expect(await topOf(page, "pay")).toBe(before);
  });

  test("a focused field is not covered by the banner", async ({ portal }) => {
    const { page } = portal;
    await portal.open();
    await page.getByTestId("continue-days").click();
    await expect(page.getByTestId("email")).toBeVisible();
    await page.context().setOffline(true);
    const banner = page.locator("#net .banner");
    await expect(banner).toBeVisible();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.getByTestId("email").focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await expect(page.getByTestId("first-name")).toBeFocused();
    const end = await banner.evaluate((one) => one.getBoundingClientRect().bottom);
    expect(await topOf(page, "first-name")).toBeGreaterThanOrEqual(end);
  });
});
