/** Stripe's events are one stream for everybody, so this journey goes alone. */
import { runCron, stripe } from "./support/neighbours.ts";
import { credited, expectBought } from "./support/oracle.ts";
import { expect, test } from "./support/test.ts";

test.afterEach(() => stripe.webhooks({ dropNext: 0 }));

test("the webhook and the browser are lost: the sweep credits", async ({ portal, another }) => {
  await stripe.webhooks({ dropNext: 100 });
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  await portal.page.route(/\/v1\/payment_intents\/[^/]+\/confirm$/, async (route) => {
    await route.fetch();
    await portal.page.close();
  });
  await portal.pay();
  await portal.page.waitForEvent("close");
  await expectBought(portal.member, { ...credited(7), buckets: 0 });
  await runCron("sweep");
  const device = await another("device");
  await device.open();
  await expect(async () => {
    await device.page.reload();
    await expect(device.page.getByText("10 days left")).toBeVisible();
  }).toPass();
  await expectBought(portal.member, credited(7));
});

test("only the webhook is lost: the page asks, and it is credited", async ({ portal }) => {
  await stripe.webhooks({ dropNext: 100 });
  await portal.open();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});
