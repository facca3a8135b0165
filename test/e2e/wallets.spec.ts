/** Apple Pay, Google Pay, Link: above the card form, without hindering it (row P2). */
import type { Page } from "@playwright/test";
import { stripe } from "./support/external-simulators.ts";
import { credited, expectBought } from "./support/oracle.ts";
import { CARD } from "./support/portal.ts";
import { switchStripe } from "./support/stripe-switches.ts";
import { expect, test } from "./support/test.ts";
import { worldAddress } from "./support/world-address.ts";

test("press, confirm in the sheet, credited; nothing is typed twice", async ({ portal }) => {
  await portal.open();
  await portal.goToPayment(7);
  await expect(portal.page.getByText("or pay by card")).toBeVisible();
  await portal.walletButton("google_pay").click();
  await expect(portal.sheet("sum")).toContainText("$70.00");
  await portal.sheet("pay").click();
  await expect(portal.result("credited")).toContainText(`Receipt sent to: ${portal.email}`);
  await expectBought(portal.member, credited(7));
});

test("the sheet shows the price of the days chosen last", async ({ portal }) => {
  await portal.open();
  await portal.goToPayment(7);
  await portal.page.getByRole("link", { name: "Change" }).click();
  await portal.goToPayment(2);
  await portal.walletButton("link").click();
  await expect(portal.sheet("sum")).toContainText("$20.00");
  await portal.sheet("pay").click();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(2));
});

test("the sheet is closed: nothing is bought, and a card pays", async ({ portal }) => {
  await portal.open();
  await portal.goToPayment(7);
  await portal.walletButton("google_pay").click();
  await portal.sheet("cancel").click();
  await expectBought(portal.member);
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("declined: the page says so, and the same intent is paid by card", async ({ portal }) => {
  await portal.open();
  await portal.goToPayment(7);
  await portal.walletButton("google_pay").click();
  await portal.sheet("card").fill(CARD.insufficientFunds);
  await portal.sheet("pay").click();
  await expect(portal.banner()).toContainText("There is not enough money on this card.");
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  const { intents } = await stripe.state();
  const ours = intents.filter((each) => each.metadata.service_id === portal.member.service.id);
  expect(ours).toHaveLength(1);
  await expectBought(portal.member, credited(7));
});

test("3-D Secure after the sheet", async ({ portal }) => {
  await portal.open();
  await portal.goToPayment(7);
  await portal.walletButton("link").click();
  await portal.sheet("card").fill(CARD.asksBank);
  await portal.sheet("pay").click();
  await portal.answerBank("complete");
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("we refuse: the sheet shows an error, and the page says why", async ({ portal, ocs }) => {
  await portal.open();
  await portal.goToPayment(7);
  await ocs.silence();
  await portal.walletButton("google_pay").click();
  await portal.sheet("pay").click();
  await expect(portal.sheet("fault")).toContainText("We cannot read your balance right now");
  await portal.sheet("cancel").click();
  await expect(portal.banner()).toContainText("Nothing was charged.");
  await expectBought(portal.member);
});

test("no wallet on this device: no divider, only the card form", async ({ portal }) => {
  await switchStripe(portal.page, "wallets=");
  await portal.open();
  await portal.goToPayment(7);
  await expect(portal.page.getByText("or pay by card")).toBeHidden();
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
});

/** Answers for a real host name, so that the page's own policy decides what may be loaded. */
async function answerFor(page: Page, host: string): Promise<void> {
  await page.route(`https://${host}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    await route.fulfill({
      response: await route.fetch({ url: worldAddress().stripe + pathname + search }),
    });
  });
}

test("Link's sheet at Link's own host, which the policy has to allow", async ({ portal }) => {
  await answerFor(portal.page, "checkout.link.com");
  await switchStripe(portal.page, "wallets=link&link=checkout.link.com");
  await portal.open();
  await portal.goToPayment(2);
  await portal.walletButton("link").click();
  await portal.sheet("pay").click();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(2));
});

test("3-D Secure in a frame of hooks.stripe.com, which the policy has to allow", async ({
  portal,
}) => {
  await answerFor(portal.page, "hooks.stripe.com");
  await switchStripe(portal.page, "wallets=&bank=hooks.stripe.com");
  await portal.open();
  await portal.goToPayment(2);
  await portal.fillCard(CARD.asksBank);
  await portal.pay();
  await portal.answerBank("complete");
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(2));
});
