/** Reload, Back, double click, second tab, other device, lost answers: one charge, one credit. */
import { credited, expectBought } from "./support/oracle.ts";
import { CARD, type Portal } from "./support/portal.ts";
import { CHECKOUT_SCRIPT } from "./support/scripts.ts";
import { paidWhileSilent } from "./support/situations.ts";
import { expect, test } from "./support/test.ts";
import { worldAddress } from "./support/world-address.ts";

const POST_OF_PAY = () => `${worldAddress().portal}/api/top-ups`;

const UNKNOWN = "Not paid yet, as far as we know.";

/** Goes from the page of an unpaid top-up back to the card form and pays. */
async function continuePaying(portal: Portal): Promise<void> {
  await expect(portal.result("awaiting_payment")).toContainText("Nothing was charged.");
  await portal.page.getByRole("link", { name: "Continue to payment" }).click();
  await portal.cardFormReady();
  await portal.fillCard();
  await portal.pay();
}

const CONFIRM = /\/api\/top-ups\/[^/]+\/[^/]+\/confirm$/;

test("a reload keeps choice and details at every step", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await portal.chooseDays(9);
  await page.reload();
  await expect(page.getByTestId("days")).toHaveValue("9");
  await page.getByTestId("continue-days").click();
  // The second script keeps the details.
  const script = page.waitForResponse(CHECKOUT_SCRIPT);
  await page.reload();
  await (await script).finished();
  await portal.fillBilling();
  await page.reload();
  await expect(page.getByTestId("email")).toHaveValue(portal.email);
  await page.getByTestId("continue-billing").click();
  await portal.cardFormReady();
  await page.reload();
  await portal.cardFormReady();
  await expect(page.getByTestId("pay")).toHaveText("Pay $90.00 now");
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await page.reload();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(9));
});

test("a reload before the answer to Pay", async ({ portal }) => {
  const { page } = portal;
  const arrived = Promise.withResolvers<void>();
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  await page.route(
    POST_OF_PAY(),
    async (route) => {
      await route.fetch();
      arrived.resolve();
    },
    { times: 1 },
  );
  await portal.pay();
  await arrived.promise;
  await page.reload();
  await portal.cardFormReady();
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("a reload while the bank asks", async ({ portal }) => {
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
  await portal.page.reload();
  await continuePaying(portal);
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("a reload while the days are being added", async ({ portal, ocs }) => {
  await paidWhileSilent(portal, ocs);
  await expect(portal.result("paid")).toContainText("We are adding your 7 days.");
  await portal.page.reload();
  await expect(portal.result("paid")).toContainText("We are adding your 7 days.");
  await ocs.calm();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("Back through the steps, and forward again", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await portal.goToPayment(7);
  await page.goBack();
  await expect(page.getByTestId("email")).toHaveValue(portal.email);
  await page.goBack();
  await portal.chooseDays(3);
  await page.getByTestId("continue-days").click();
  await page.getByTestId("continue-billing").click();
  await expect(page.getByTestId("pay")).toHaveText("Pay $30.00 now");
  await portal.cardFormReady();
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(3));
});

test("Back after success: the forms start again, with the new balance", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId("continue-billing")).toBeVisible();
  // The page is new; until its script runs, nothing handles the next Back.
  await page.waitForLoadState("load");
  await page.goBack();
  await expect(page.getByText("10 days left")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("a double click on Pay", async ({ portal }) => {
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  await portal.page.getByTestId("pay").dblclick();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("a second tab pays while the first one is at the bank", async ({ portal, another }) => {
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
  const second = await another("tab");
  await second.open();
  await second.buy(7);
  await expect(second.result("credited")).toBeVisible();
  await portal.page.reload();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("two tabs at the card form, both pay", async ({ portal, another }) => {
  const second = await another("tab");
  for (const tab of [portal, second]) {
    await tab.open();
    await tab.goToPayment(7);
    await tab.fillCard();
  }
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await second.pay();
  await expect(second.result("credited")).toBeVisible();
  expect(second.page.url()).toBe(portal.page.url());
  await expectBought(portal.member, credited(7));
});

test("every answer to Pay is lost: pressing Pay again continues", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  await page.route(POST_OF_PAY(), async (route) => {
    await route.fetch();
    await route.abort("connectionreset");
  });
  await portal.pay();
  await expect(portal.banner()).toContainText("You will not be charged twice");
  await page.unroute(POST_OF_PAY());
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("no connection to our server: pressing Pay again continues", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  await page.route(CONFIRM, (route) => route.abort("internetdisconnected"));
  await portal.pay();
  await expect(portal.banner()).toContainText("No answer from the payment system.");
  await expectBought(portal.member);
  await page.context().setOffline(true);
  await portal.pay();
  await expect(portal.banner().last()).toContainText("Your payment was not sent this time");
  await expect(page.getByText("Nothing was charged")).toHaveCount(0);
  await page.context().setOffline(false);
  await page.unroute(CONFIRM);
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("the connection is lost between Pay and the bank: when it is back, the page shows the state", async ({
  portal,
  context,
}) => {
  const { page } = portal;
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  // The top-up exists; the requests after it never leave the phone.
  await page.route(CONFIRM, async (route) => {
    await context.setOffline(true);
    await route.abort("internetdisconnected");
  });
  await portal.pay();
  await expect(page.getByText("You will not be charged twice.")).toBeVisible();
  await expect(page.getByText("You can close this page")).toHaveCount(0);
  await page.unroute(CONFIRM);
  await context.setOffline(false);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(UNKNOWN);
  await expectBought(portal.member);
  await page.getByText("Continue to payment").click();
  await portal.cardFormReady();
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("the bank says yes after the page found no payment: the page never says that nothing was charged", async ({
  portal,
}) => {
  const { page } = portal;
  const fetched = Promise.withResolvers<void>();
  const confirmed = Promise.withResolvers<void>();
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  // No answer reaches the page, and the bank is slow.
  await page.route(/\/sync$/, (route) => route.abort("connectionreset"), { times: 1 });
  await page.route(CONFIRM, async (route) => {
    await page.route(CONFIRM, (again) => again.abort("connectionreset"));
    await route.abort("connectionreset");
    await fetched.promise;
    await route.fetch();
    confirmed.resolve();
  });
  await portal.pay();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(UNKNOWN);
  await expect(page.getByText("Continue to payment")).toBeVisible();
  await expect(page.getByText("Nothing was charged")).toHaveCount(0);
  fetched.resolve();
  await confirmed.promise;
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("Stripe's answer is lost after the payment", async ({ portal }) => {
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  await portal.page.route(CONFIRM, async (route) => {
    await route.fetch();
    await route.abort("connectionreset");
  });
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("another device with the same link sees the top-up in progress and its end", async ({
  portal,
  ocs,
  another,
}) => {
  await portal.openByLink();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
  await ocs.fault({ kind: "hang", method: "SetBalance" });
  await portal.answerBank("complete");
  await expect(portal.result("crediting")).toBeVisible();

  const device = await another("device");
  await device.openByLink();
  await device.page.getByRole("link", { name: "See that top-up" }).click();
  await expect(device.result("crediting")).toContainText("We are adding your 7 days.");
  await portal.page.close();
  await ocs.calm();
  await expect(device.result("credited")).toBeVisible();
  await expect(device.page.getByText(portal.email)).toHaveCount(0);
  await device.openByLink();
  await expect(device.page.getByText("10 days left")).toBeVisible();
  await expectBought(portal.member, credited(7));
});
