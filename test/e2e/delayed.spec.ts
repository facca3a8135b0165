/** Banks that take days, methods that lead away and back: credited when money is in (row P2). */
import { stripe } from "./support/external-simulators.ts";
import { credited, expectBought } from "./support/oracle.ts";
import type { Portal } from "./support/portal.ts";
import { switchStripe } from "./support/stripe-switches.ts";
import { expect, test } from "./support/test.ts";

/** Published by Stripe: stays on its way until the bank is heard. */
const SLOW_ACCOUNT = "000000000009";

async function payByBank(portal: Portal): Promise<void> {
  await switchStripe(portal.page, "methods=card,us_bank_account");
  await portal.open();
  await portal.goToPayment(7);
  await portal.formPart("method-us_bank_account").click();
  await expect(portal.formPart("bank-name")).toHaveValue("Ada Nowak");
  await expect(portal.formPart("bank-email")).toHaveValue(portal.email);
  await portal.formPart("bank-routing").fill("110000000");
  await portal.formPart("bank-account").fill(SLOW_ACCOUNT);
  await portal.pay();
}

async function payByPayPal(portal: Portal): Promise<void> {
  await switchStripe(portal.page, "methods=card,paypal");
  await portal.open();
  await portal.goToPayment(7);
  await portal.formPart("method-paypal").click();
  await portal.pay();
  await expect(portal.page.getByTestId("redirect-authorize")).toBeVisible();
}

/** The script leads straight back to paying; the server's own link leads to the days. */
async function backToPayment({ page }: Portal): Promise<void> {
  const retry = page.getByTestId("retry");
  await expect(retry).toHaveAttribute("href", /step=payment/);
  await retry.click();
}

test("the bank sends for days: says until when, and is credited the moment it arrives", async ({
  portal,
}) => {
  await payByBank(portal);
  const page = portal.result("processing");
  await expect(page).toContainText("Your bank is still sending $70.00.");
  await expect(page).toContainText(/That takes until about \d+ \w{3}\./);
  await expect(page).toContainText(`write to ${portal.email}.`);
  await expectBought(portal.member);
  await stripe.completePayment(await stripe.intentOf(portal.member), "succeeded");
  await expect(portal.result("credited")).toContainText("your bank account");
  await expectBought(portal.member, credited(7));
});

test("the bank says no after all: nothing was charged", async ({ portal }) => {
  await payByBank(portal);
  await expect(portal.result("processing")).toBeVisible();
  await stripe.completePayment(await stripe.intentOf(portal.member), "failed");
  await expect(portal.page.getByRole("heading", { level: 1 })).toContainText(
    "Nothing was charged.",
  );
  await expect(portal.result("processing")).toHaveCount(0);
  await expectBought(portal.member);
});

test("PayPal: away and back, credited, and the address is clean", async ({ portal }) => {
  await payByPayPal(portal);
  await portal.page.getByTestId("redirect-authorize").click();
  await expect(portal.result("credited")).toContainText("PayPal");
  expect(new URL(portal.page.url()).search).toBe("");
  await expectBought(portal.member, credited(7));
});

test("PayPal refused: back on our page, nothing charged, and another try is offered", async ({
  portal,
}) => {
  await payByPayPal(portal);
  await portal.page.getByTestId("redirect-fail").click();
  const page = portal.result("awaiting_payment");
  await expect(page).toContainText("Nothing was charged.");
  await expect(page).toContainText("Your bank could not confirm that it is you. Try again.");
  await backToPayment(portal);
  await portal.payAgain();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("PayPal left by the way back: nothing was charged, and it can be paid", async ({ portal }) => {
  await payByPayPal(portal);
  await portal.page.goBack();
  await expect(portal.result("awaiting_payment")).toContainText("Nothing was charged.");
  await backToPayment(portal);
  await portal.payAgain();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});
