/** Situations from which several journeys start. */
import type { Ocs } from "./external-simulators.ts";
import { CARD, type Portal } from "./portal.ts";
import { expect } from "./test.ts";

/** Seven days are paid for, and the OCS has been silent since before the grant. */
export async function paidWhileSilent(portal: Portal, ocs: Ocs): Promise<void> {
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
  await ocs.silence();
  await portal.answerBank("complete");
  await expect(portal.result("paid")).toBeVisible();
}

/** One device is about to pay for three days; meanwhile another customer pays for seven. */
export async function paidMeanwhile(portal: Portal, device: Portal): Promise<void> {
  await device.open();
  await device.goToPayment(3);
  await device.fillCard();
  await portal.open();
  await portal.buy(7);
  await expect(portal.result("credited")).toBeVisible();
}
