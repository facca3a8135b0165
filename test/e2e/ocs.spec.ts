/** Whatever the OCS does with a paid top-up: it is credited exactly once, or refunded whole. */
import { mailbox, stripe } from "./support/external-simulators.ts";
import { bucketsOf, credited, expectBought, refunded } from "./support/oracle.ts";
import { CARD, type Portal } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

/** The top-up and its intent exist, nothing is paid: faults from here on meet only provisioning. */
async function goToBank(portal: Portal): Promise<void> {
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
}

/** What a customer is told if the days could not be added. */
async function expectFailed(portal: Portal, reason: string): Promise<void> {
  const page = portal.result("refunded");
  await expect(page).toContainText(
    "We were unable to complete your top-up. Your payment has been refunded.",
  );
  await expect(page).toContainText(reason);
  await expect(page).toContainText("Please try again or contact support.");
  await expectRefunded(portal, "We were unable to complete your top-up.");
}

async function expectRefunded(portal: Portal, reason: string): Promise<void> {
  const page = portal.result("refunded");
  await expectBought(portal.member, refunded(7));
  const { refunds, intents } = await stripe.state();
  const ours = new Set(
    intents.filter((i) => i.metadata.service_id === portal.member.service.id).map(({ id }) => id),
  );
  const refund = refunds.find(({ intentId }) => ours.has(intentId));
  await expect(page).toContainText(refund?.id ?? "no refund");
  await expect.poll(() => mailbox.mailsTo(portal.email)).toHaveLength(1);
  const [mail] = await mailbox.mailsTo(portal.email);
  expect(mail?.text).toContain(`${reason} Your payment has been refunded.`);
}

test("the OCS refuses permanently: refunded", async ({ portal, ocs }) => {
  await goToBank(portal);
  await ocs.fault({
    kind: "error",
    text: "MANDATORY_IE_MISSING: [Tenant]",
    method: "SetBalance",
    times: 1,
  });
  await portal.answerBank("complete");
  await expectFailed(portal, "Error: The billing system did not add your days");
});

test("the OCS is silent before the grant: refunded after the waiting time", async ({
  portal,
  ocs,
}) => {
  await goToBank(portal);
  await ocs.silence();
  await portal.answerBank("complete");
  await expect(portal.result("paid")).toContainText("you get $70.00 back automatically.");
  await expectFailed(portal, "Error: Unable to connect to billing system");
  await ocs.calm();
  expect(await bucketsOf(portal.member)).toEqual([]);
});

test("the OCS is silent before the grant and answers in time: credited", async ({
  portal,
  ocs,
}) => {
  await goToBank(portal);
  await ocs.silence();
  await portal.answerBank("complete");
  await expect(portal.result("paid")).toBeVisible();
  await ocs.calm();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("the OCS is silent after the grant, wrote nothing, then answers: credited", async ({
  portal,
  ocs,
}) => {
  await goToBank(portal);
  await ocs.fault({ kind: "hang", method: "SetBalance" });
  await portal.answerBank("complete");
  await expect(portal.result("crediting")).toBeVisible();
  await ocs.silence();
  await ocs.calm();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("the OCS is silent after the grant and writes late: credited once", async ({
  portal,
  ocs,
}) => {
  await goToBank(portal);
  await ocs.fault({ kind: "late_apply", method: "SetBalance", times: 1 });
  await portal.answerBank("complete");
  await expect.poll(ocs.late).toBe(1);
  await ocs.silence();
  await ocs.release();
  expect(await bucketsOf(portal.member)).toHaveLength(1);
  await expect(portal.result("crediting")).toBeVisible();
  await ocs.calm();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("the OCS writes and drops the connection: credited once", async ({ portal, ocs }) => {
  await goToBank(portal);
  await ocs.fault({ kind: "drop_after", method: "SetBalance" });
  await portal.answerBank("complete");
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("the OCS says OK and saves nothing: sent again, credited once", async ({ portal, ocs }) => {
  await goToBank(portal);
  await ocs.fault({ kind: "ok_without_saving", method: "SetBalance", times: 2 });
  await portal.answerBank("complete");
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("“Refund me instead” while waiting", async ({ portal, ocs }) => {
  await goToBank(portal);
  await ocs.silence();
  await portal.answerBank("complete");
  await portal.requestRefund();
  const page = portal.result("refunded");
  await expect(page).toContainText("Your payment has been refunded, as you asked.");
  await expect(page).not.toContainText("Error");
  await expectRefunded(portal, "You asked for your money back.");
});

test("another device that sees the page cannot request the refund", async ({
  portal,
  another,
  ocs,
}) => {
  await goToBank(portal);
  const device = await another("device");
  await device.page.goto(portal.page.url());
  await expect(device.result("awaiting_payment")).toBeVisible();
  await ocs.silence();
  await portal.answerBank("complete");
  await expect(portal.page.getByTestId("refund-me")).toBeVisible();
  await expect(device.result("paid")).toContainText("We are adding your 7 days.");
  await expect(device.page.getByTestId("refund-me")).toHaveCount(0);
  await device.page.reload();
  await expect(device.result("paid")).toBeVisible();
  await expect(device.page.getByTestId("refund-me")).toHaveCount(0);
  await ocs.calm();
  await expect(device.result("credited")).toBeVisible();
});

test("after a refund the link leads back to the same choice", async ({ portal, ocs }) => {
  await goToBank(portal);
  await ocs.silence();
  await portal.answerBank("complete");
  await portal.requestRefund();
  await expect(portal.result("refunded")).toBeVisible();
  await ocs.calm();
  await portal.page.getByTestId("retry").click();
  await portal.fillBilling();
  await portal.page.getByTestId("continue-billing").click();
  await portal.payAgain();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, refunded(7), credited(7));
});
