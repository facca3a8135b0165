/** What the bank may say. */
import { stripe } from "./support/neighbours.ts";
import { credited, expectBought } from "./support/oracle.ts";
import { CARD } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

test("declined, then another card pays the same intent", async ({ portal, member }) => {
  await portal.open();
  await portal.buy(7, CARD.declined);
  await expect(portal.notice()).toContainText("declined this card. Nothing was charged.");
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
  await expect(portal.notice()).toContainText("Your bank could not confirm that it is you.");
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
