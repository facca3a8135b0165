/** Mistakes that are no declines: what was typed stays, and the page says what to do. */
import { credited, expectBought } from "./support/oracle.ts";
import { expect, test } from "./support/test.ts";

const MISTAKES = [
  ["email_invalid", "4000000000010084", "email address"],
  ["postal_code_invalid", "4000000000010092", "Correct it below"],
  ["payment_method_provider_timeout", "4000000000010100", "Wait a minute"],
  ["payment_intent_payment_attempt_expired", "4000000000010118", "Wait a minute"],
] as const;

test.describe.configure({ mode: "parallel" });
for (const [code, card, words] of MISTAKES) {
  test(`${code}: no decline, what was typed stays, and the next try pays`, async ({ portal }) => {
    await portal.open();
    await portal.buy(7, card);
    await expect(portal.banner()).toContainText(words);
    await expect(portal.banner()).toContainText("Nothing was charged.");
    await expect(portal.banner()).not.toContainText("declined");
    await expectBought(portal.member);
    await portal.page.goBack();
    await expect(portal.page.getByTestId("email")).toHaveValue(portal.email);
    await portal.page.getByTestId("continue-billing").click();
    await portal.payAgain();
    await expect(portal.result("credited")).toBeVisible();
    await expectBought(portal.member, credited(7));
  });
}
