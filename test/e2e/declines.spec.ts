/** Each family of declines in plain words; every one says that nothing was charged. */
import { credited, expectBought } from "./support/oracle.ts";
import { CARD } from "./support/portal.ts";
import { switchStripe } from "./support/stripe-switches.ts";
import { expect, test } from "./support/test.ts";

const BOLD = "Your bank declined this card. Nothing was charged.";
const NO_REASON = "Your bank gave no reason. Use another card, or call your bank.";
const FAMILIES = [
  [
    "4000000000009995",
    "There is not enough money on this card. Use another one, or choose fewer days.",
  ],
  ["4000000000000069", "The card has expired."],
  ["4000000000000127", "The security code is wrong."],
  ["4000000000010035", "The card number is wrong."],
  ["4000000000010001", NO_REASON],
  ["4000000000009987", NO_REASON],
  ["4000000000009979", NO_REASON],
  ["4100000000000019", NO_REASON],
  ["4000000000010019", "This card cannot pay here. Use another one."],
  ["4000000000010027", "This card cannot pay here. Use another one."],
  ["4000000000010068", "This card cannot pay here. Use another one."],
  ["4000000000000119", "We could not reach the bank. Try again."],
] as const;

for (const first of [0, 4, 8]) {
  test(`several declined cards on one form, from family ${first} on`, async ({ portal }) => {
    await portal.open();
    await portal.goToPayment(7);
    for (const [card, why] of FAMILIES.slice(first, first + 4)) {
      await portal.fillCard(card);
      await portal.pay();
      await expect(portal.banner(), card).toContainText(why);
      await expect(portal.banner()).toContainText(BOLD);
      await expect(portal.banner()).toBeFocused();
    }
    await expectBought(portal.member);
  });
}

test("a card that Stripe takes no more: when it may be tried again", async ({ portal }) => {
  await portal.open();
  await portal.goToPayment(7);
  await portal.fillCard(CARD.tooMany);
  await portal.pay();
  await expect(portal.banner()).toContainText("Too many card attempts. Nothing was charged.");
  await expect(portal.banner()).toContainText(
    /Try again at \d\d:\d\d on \w{3} \d+ \w{3}, or contact support\./,
  );
  await expectBought(portal.member);
});

test("five declined cards: the next one starts another top-up, and is charged once", async ({
  portal,
}) => {
  await portal.open();
  await portal.goToPayment(7);
  for (const [card, why] of FAMILIES.slice(0, 5)) {
    await portal.fillCard(card);
    await portal.pay();
    await expect(portal.banner(), card).toContainText(why);
  }
  await portal.fillCard(CARD.pays);
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("a key of the other mode is not a decline: payment system unavailable", async ({ portal }) => {
  const takeBack = await switchStripe(portal.page, "key=other_mode");
  await portal.open();
  await portal.buy(7);
  await expect(portal.banner()).toContainText("Payment system unavailable");
  await expect(portal.page.getByTestId("pay")).toBeHidden();
  await expect(portal.page.getByText("Your bank")).toHaveCount(0);
  await expectBought(portal.member);
  await takeBack();
  await portal.page.getByTestId("retry").click();
  await portal.cardFormReady();
});
