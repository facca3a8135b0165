/** What the customer's bank may answer. */
import { stripe } from "./support/external-simulators.ts";
import { credited, expectBought } from "./support/oracle.ts";
import { CARD, type Portal } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

test("declined, then another card pays the same intent", async ({ portal, member }) => {
  await portal.open();
  await portal.buy(7, CARD.declined);
  await expect(portal.banner()).toContainText("declined this card. Nothing was charged.");
  await expectBought(member);
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  const { intents } = await stripe.state();
  expect(intents.filter((each) => each.metadata.service_id === member.service.id)).toHaveLength(1);
  await expectBought(member, credited(7));
});

test("insufficient funds: fewer days are offered, and paid", async ({ portal }) => {
  await portal.open();
  await portal.buy(7, CARD.insufficientFunds);
  await portal.page.getByRole("link", { name: "Choose fewer days" }).click();
  await portal.goToPayment(2);
  await portal.fillCard();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(2));
});

test("3-D Secure passed", async ({ portal }) => {
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.answerBank("complete");
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("3-D Secure failed, then passed", async ({ portal }) => {
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.answerBank("fail");
  await expect(portal.banner()).toContainText("Your bank could not confirm that it’s you.");
  await expectBought(portal.member);
  await portal.pay();
  await portal.answerBank("complete");
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

/** Records what a screen reader is told from now on, in order. */
async function recordAnnouncements({ page }: Portal): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const announced: string[] = [];
    Object.assign(window, { announced });
    const place = document.querySelector("#announcer");
    if (!place) throw new Error("this page has no announcer");
    new MutationObserver(() => announced.push(place.textContent ?? "")).observe(place, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  return () => page.evaluate(() => (window as Window & { announced?: string[] }).announced ?? []);
}
const BANK_ASKS = "Your bank wants to check that it’s you.";

test("a bank that checks the customer: the check is announced", async ({ portal }) => {
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard(CARD.asksBank);
  const announced = await recordAnnouncements(portal);
  await portal.pay();
  await portal.bankAsks();
  await expect.poll(announced).toEqual(["Paying $70.00…", BANK_ASKS]);
});

test("a bank that does not check the customer: no check is announced", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  const announced = await recordAnnouncements(portal);
  await page.clock.install();
  const gate = Promise.withResolvers<void>();
  const confirm = /\/api\/top-ups\/[^/]+\/[^/]+\/confirm$/;
  await page.route(confirm, async (route) => {
    await gate.promise;
    await route.continue();
  });
  const sent = page.waitForRequest(confirm);
  await portal.pay();
  await sent;
  // However long the answer takes.
  await page.clock.runFor(2000);
  gate.resolve();
  await expect(portal.result("credited")).toBeVisible();
  const [first, ...others] = await announced();
  expect(first).toBe("Paying $70.00…");
  expect(others).not.toContain(BANK_ASKS);
});

test("the customer leaves the check: the page says so, and the customer can pay", async ({
  portal,
}) => {
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
  await portal.leaveBank();
  await expect(portal.banner()).toHaveText("You closed your bank’s check. Nothing was charged.");
  await expect(portal.banner()).toBeFocused();
  await expectBought(portal.member);
  await portal.pay();
  await portal.answerBank("complete");
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("back from the bank by a redirect: the address is cleaned", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
  const returnUrl = new URL(page.url());
  const { intents } = await stripe.state();
  const intent = intents.find((each) => each.metadata.service_id === portal.member.service.id);
  await portal.answerBank("complete");
  returnUrl.searchParams.set("payment_intent", intent?.id ?? "");
  returnUrl.searchParams.set("payment_intent_client_secret", "secret");
  returnUrl.searchParams.set("redirect_status", "succeeded");
  await page.goto(returnUrl.href);
  await expect(portal.result("credited")).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
  await expectBought(portal.member, credited(7));
});
