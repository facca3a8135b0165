/** Another deployment claims our id at Stripe: the page says that nothing can be paid (row P4). */
import { runCron, stripe } from "./support/external-simulators.ts";
import { expectLargeTargets, expectToFit } from "./support/layout.ts";
import { credited, expectBought } from "./support/oracle.ts";
import { expect, test } from "./support/test.ts";

/** Of development, where none is set. */
const OUR_ID = "development";

test("it says so before anything is typed; when the claim is gone, the choice is there", async ({
  portal,
}) => {
  const { page } = portal;
  const { id } = await stripe.claim(OUR_ID);
  try {
    await runCron("sweep");
    await portal.open("?days=9");
    await expect(portal.banner()).toContainText("Payment system unavailable");
    await expect(page.getByText("Your choice is kept")).toBeVisible();
    await expect(page.getByTestId("continue-days")).toHaveCount(0);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectToFit(page);
    await expectLargeTargets(page);
  } finally {
    await stripe.disableEndpoint(id);
    await runCron("sweep");
  }
  await page.getByTestId("retry").click();
  await expect(page.getByTestId("days")).toHaveValue("9");
  await portal.buy(9);
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(9));
});
