/** Step 2: whose receipt it is. A slip in the address is asked about, and stops nobody. */
import type { Portal } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

const meant = ({ page }: Portal) => page.getByTestId("email-meant");

async function atBilling(portal: Portal): Promise<void> {
  await portal.open();
  await portal.page.getByTestId("continue-days").click();
  await portal.fillBilling();
}

test("a slip in the address: the question puts it right with one press", async ({ portal }) => {
  const email = portal.page.getByTestId("email");
  await atBilling(portal);
  await email.fill("ada@gmial.com");
  await expect(meant(portal)).toHaveText("Did you mean ada@gmail.com?");
  await meant(portal).click();
  await expect(email).toHaveValue("ada@gmail.com");
  await expect(email).toBeFocused();
  await expect(meant(portal)).toHaveCount(0);
  await portal.page.reload();
  await expect(email, "the device keeps what was put right").toHaveValue("ada@gmail.com");
});

test("whoever means it goes on with the next press", async ({ portal }) => {
  const { page } = portal;
  await atBilling(portal);
  await page.getByTestId("email").fill("ada@gmial.com");
  await page.getByTestId("continue-billing").click();
  await portal.cardFormReady();
});

test("the beginning of an address is no slip while it is typed", async ({ portal }) => {
  await atBilling(portal);
  await portal.page.getByTestId("email").fill("");
  await portal.page.getByTestId("email").pressSequentially("ada@gmail.com");
  await expect(meant(portal)).toHaveCount(0);
});

test("a question that nobody has seen yet is asked once before going on", async ({ portal }) => {
  const { page } = portal;
  await atBilling(portal);
  await page.getByTestId("email").fill("ada@gmail.co");
  await expect(meant(portal), "it may still become .com").toHaveCount(0);
  await page.getByTestId("continue-billing").click();
  await expect(meant(portal)).toBeFocused();
  await page.getByTestId("continue-billing").click();
  await portal.cardFormReady();
});
