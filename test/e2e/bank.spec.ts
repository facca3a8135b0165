/** What the bank may say. */
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

test("not enough money: fewer days are offered, and paid", async ({ portal }) => {
  await portal.open();
  await portal.buy(7, CARD.poor);
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
  await expect(portal.banner()).toContainText("Your bank could not confirm that it is you.");
  await expectBought(portal.member);
  await portal.pay();
  await portal.answerBank("complete");
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

/** Everything that a screen reader is told from now on, in order. */
async function listen({ page }: Portal): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const place = document.querySelector("#announcer");
    if (!place) throw new Error("nothing is said on this page");
    new MutationObserver(() => heard.push(place.textContent ?? "")).observe(place, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  return () => page.evaluate(() => (window as Window & { heard?: string[] }).heard ?? []);
}
const BANK_ASKS = "Your bank wants to check that it is you.";

test("the check of the bank is said when the bank checks", async ({ portal }) => {
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard(CARD.asksBank);
  const heard = await listen(portal);
  await portal.pay();
  await portal.bankAsks();
  await expect.poll(heard).toEqual(["Paying $70.00…", BANK_ASKS]);
});

test("a card whose bank asks nothing: its check is never spoken of", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard();
  const heard = await listen(portal);
  await page.clock.install();
  const gate = Promise.withResolvers<void>();
  const confirm = /\/v1\/payment_intents\/[^/]+\/confirm$/;
  await page.route(confirm, async (route) => {
    await gate.promise;
    await route.continue();
  });
  const asked = page.waitForRequest(confirm);
  await portal.pay();
  await asked;
  // However long the answer takes.
  const refetched = page.waitForResponse(/\/v1\/payment_intents\/[^/]+\?client_secret/);
  await page.clock.runFor(2000);
  await refetched;
  gate.resolve();
  await expect(portal.result("credited")).toBeVisible();
  const [first, ...others] = await heard();
  expect(first).toBe("Paying $70.00…");
  expect(others).not.toContain(BANK_ASKS);
});

test("the check of the bank is left: said so, no doubt of the bank's, and it can be paid", async ({
  portal,
}) => {
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
  await portal.leaveBank();
  await expect(portal.banner()).toHaveText("You left the check of your bank. Nothing was charged.");
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
  const back = new URL(page.url());
  const { intents } = await stripe.state();
  const intent = intents.find((each) => each.metadata.service_id === portal.member.service.id);
  await portal.answerBank("complete");
  back.searchParams.set("payment_intent", intent?.id ?? "");
  back.searchParams.set("payment_intent_client_secret", "secret");
  back.searchParams.set("redirect_status", "succeeded");
  await page.goto(back.href);
  await expect(portal.result("credited")).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
  await expectBought(portal.member, credited(7));
});
