/** Step 2: the customer's details. The page asks about a typing mistake, and does not insist. */
import type { Portal } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

const suggestion = ({ page }: Portal) => page.getByTestId("email-meant");

async function atBilling(portal: Portal): Promise<void> {
  await portal.open();
  await portal.page.getByTestId("continue-days").click();
  await portal.fillBilling();
}

test("a typing mistake in the email address: one press on the question corrects it", async ({
  portal,
}) => {
  const email = portal.page.getByTestId("email");
  await atBilling(portal);
  await email.fill("ada@gmial.com");
  await expect(suggestion(portal)).toHaveText("Did you mean ada@gmail.com?");
  await suggestion(portal).click();
  await expect(email).toHaveValue("ada@gmail.com");
  await expect(email).toBeFocused();
  await expect(suggestion(portal)).toHaveCount(0);
  await portal.page.reload();
  await expect(email, "the device keeps the corrected address").toHaveValue("ada@gmail.com");
});

test("a customer who means the address continues with the next press", async ({ portal }) => {
  const { page } = portal;
  await atBilling(portal);
  await page.getByTestId("email").fill("ada@gmial.com");
  await page.getByTestId("continue-billing").click();
  await portal.cardFormReady();
});

test("the beginning of an address is no mistake while it is typed", async ({ portal }) => {
  await atBilling(portal);
  await portal.page.getByTestId("email").fill("");
  await portal.page.getByTestId("email").pressSequentially("ada@gmail.com");
  await expect(suggestion(portal)).toHaveCount(0);
});

test("a question that was not shown yet is shown once before the next step", async ({ portal }) => {
  const { page } = portal;
  await atBilling(portal);
  await page.getByTestId("email").fill("ada@gmail.co");
  await expect(suggestion(portal), "it may still become .com").toHaveCount(0);
  await page.getByTestId("continue-billing").click();
  await expect(suggestion(portal)).toBeFocused();
  await page.getByTestId("continue-billing").click();
  await portal.cardFormReady();
});
