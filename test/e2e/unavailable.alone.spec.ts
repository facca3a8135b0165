/** Stripe.js does not work: the page says so, nothing is paid, and "Try again" works (row P4). */
import type { BrowserSwitches } from "../simulators/stripe/browser-switches.ts";
import { stripe } from "./support/external-simulators.ts";
import { credited, expectBought } from "./support/oracle.ts";
import type { Portal } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

const WORKS = { script: "ok", elements: "ready", key: "known" } as const;
test.afterEach(async () => {
  await stripe.browser(WORKS);
  await stripe.release();
});

async function toPayment(portal: Portal): Promise<void> {
  await portal.open();
  await portal.page.getByTestId("continue-days").click();
  await portal.fillBilling();
  await portal.page.getByTestId("continue-billing").click();
}

async function expectRecovery(portal: Portal): Promise<void> {
  await expect(portal.banner()).toContainText("Payment system unavailable");
  await expect(portal.banner()).toContainText("Nothing was charged, and what you typed is kept.");
  await expect(portal.page.getByTestId("pay")).toBeHidden();
  await expectBought(portal.member);
  await stripe.browser(WORKS);
  await portal.page.getByTestId("retry").click();
  await portal.payAgain();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
}

const FAULTS: readonly Partial<BrowserSwitches>[] = [
  { script: "missing" },
  { script: "blocked" },
  { elements: "error" },
  { key: "unknown" },
];
for (const fault of FAULTS) {
  test(`${JSON.stringify(fault)}: unavailable, and a retry`, async ({ portal }) => {
    await stripe.browser(fault);
    await toPayment(portal);
    await expectRecovery(portal);
  });
}

test("the script hangs: the page waits ten seconds for it", async ({ portal }) => {
  await stripe.browser({ script: "hang" });
  await portal.page.clock.install();
  const requested = portal.page.waitForRequest(/\/stripe\.js$/);
  await toPayment(portal);
  await requested;
  await portal.page.clock.fastForward(10_000);
  await expectRecovery(portal);
});

test("the form never gets ready: the page waits fifteen seconds for it", async ({ portal }) => {
  await stripe.browser({ elements: "silent" });
  await portal.page.clock.install();
  const requested = portal.page.waitForRequest(/\/v1\/elements\/sessions/);
  await toPayment(portal);
  await requested;
  await portal.page.clock.fastForward(15_000);
  await expectRecovery(portal);
});
