/** Banks that take days, methods with a redirect: credited when the money is received (row P2). */
import { stripe } from "./support/external-simulators.ts";
import { credited, expectBought } from "./support/oracle.ts";
import type { Portal } from "./support/portal.ts";
import { switchStripe } from "./support/stripe-switches.ts";
import { expect, test } from "./support/test.ts";

/** A test account of Stripe: its payment is processing until the bank answers. */
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

/** The script changes the link to lead to the payment; the server's link leads to the days. */
async function backToPayment({ page }: Portal): Promise<void> {
  const retry = page.getByTestId("retry");
  await expect(retry).toHaveAttribute("href", /step=payment/);
  await retry.click();
}

test("the bank takes days: the page says until when, and the money is credited at once when it arrives", async ({
  portal,
}) => {
  await payByBank(portal);
  const page = portal.result("processing");
  await expect(page).toContainText("Your bank is still sending $70.00.");
  await expect(page).toContainText(/It should arrive by about \d+ \w{3}\./);
  await expect(page).toContainText(`email ${portal.email}.`);
  await expectBought(portal.member);
  await stripe.completePayment(await stripe.intentOf(portal.member), "succeeded");
  await expect(portal.result("credited")).toContainText("your bank account");
  await expectBought(portal.member, credited(7));
});

test("the bank declines after days: nothing was charged", async ({ portal }) => {
  await payByBank(portal);
  await expect(portal.result("processing")).toBeVisible();
  await stripe.completePayment(await stripe.intentOf(portal.member), "failed");
  await expect(portal.page.getByRole("heading", { level: 1 })).toContainText(
    "Nothing was charged.",
  );
  await expect(portal.result("processing")).toHaveCount(0);
  await expectBought(portal.member);
});

test("PayPal: redirected there and back, credited, and the address is clean", async ({
  portal,
}) => {
  await payByPayPal(portal);
  await portal.page.getByTestId("redirect-authorize").click();
  await expect(portal.result("credited")).toContainText("PayPal");
  expect(new URL(portal.page.url()).search).toBe("");
  await expectBought(portal.member, credited(7));
});

test("PayPal declines: back on our page, nothing was charged, and the customer can try again", async ({
  portal,
}) => {
  await payByPayPal(portal);
  await portal.page.getByTestId("redirect-fail").click();
  const page = portal.result("awaiting_payment");
  await expect(page).toContainText("Nothing was charged.");
  await expect(page).toContainText("Your bank could not confirm that it’s you. Try again.");
  await backToPayment(portal);
  await portal.payAgain();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("the customer leaves PayPal with Back: nothing was charged, and the customer can pay", async ({
  portal,
}) => {
  await payByPayPal(portal);
  await portal.page.goBack();
  await expect(portal.result("awaiting_payment")).toContainText("Nothing was charged.");
  await backToPayment(portal);
  await portal.payAgain();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});
