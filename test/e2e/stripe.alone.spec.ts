/** Faults at Stripe meet every journey, so these journeys run one after the other, alone. */
import { runCron, stripe } from "./support/external-simulators.ts";
import { credited, expectBought, refunded } from "./support/oracle.ts";
import { paidWhileSilent } from "./support/situations.ts";
import { expect, test } from "./support/test.ts";

test.afterEach(async () => {
  await stripe.webhooks({ dropNext: 0 });
  await stripe.clearFaults();
});

test("the webhook is lost and the browser is closed: credited once, and a sweep changes nothing", async ({
  portal,
  another,
}) => {
  await stripe.webhooks({ dropNext: 100 });
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  await portal.page.route(/\/api\/top-ups\/[^/]+\/[^/]+\/confirm$/, async (route) => {
    await route.fetch();
    await portal.page.close();
  });
  await portal.pay();
  await portal.page.waitForEvent("close");
  // Our server confirmed the payment, so it knows of it without a webhook.
  const device = await another("device");
  await device.open();
  await expect(async () => {
    await device.page.reload();
    await expect(device.page.getByText("10 days left")).toBeVisible();
  }).toPass();
  await runCron("sweep");
  await expectBought(portal.member, credited(7));
});

test("only the webhook is lost: the page syncs the payment, credited", async ({ portal }) => {
  await stripe.webhooks({ dropNext: 100 });
  await portal.open();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("while a refund is under way at Stripe, the page says so", async ({ portal, ocs }) => {
  await paidWhileSilent(portal, ocs);
  await stripe.fault({ kind: "hold", method: "POST", path: "/refunds$", times: 10 });
  await portal.requestRefund();
  await expect(portal.result("refunding")).toContainText("Refunding your payment, as you asked…");
  await stripe.clearFaults();
  await expect(portal.result("refunded")).toBeVisible();
  await expectBought(portal.member, refunded(7));
});

test("Stripe is silent at Pay: nothing is charged, and pressing Pay again continues", async ({
  portal,
}) => {
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  await stripe.fault({ kind: "drop_before", method: "POST", path: "/payment_intents$", times: 10 });
  await portal.pay();
  await expect(portal.banner()).toContainText("Payment system unavailable");
  await expectBought(portal.member);
  await stripe.clearFaults();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});
