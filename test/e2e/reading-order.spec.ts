/** What a screen reader reads, in which order, and what is announced to it. */
import type { Page } from "@playwright/test";
import { CARD } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

/** The whole page; a snapshot names what must be on it, in this order. */
const body = (page: Page) => page.locator("body");
const announced = (page: Page) => page.locator("#announcer");

test("step 1: the balance first, then the form", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await expect(body(page)).toMatchAriaSnapshot(`
    - link "Skip to the content"
    - banner:
      - link "edge-topup"
      - paragraph:
        - link "العربية"
    - main:
      - paragraph: /Hotspot dongle, ends in \\d+ Active/
      - heading /3 days left, until .+/ [level=2]
      - paragraph:
        - text: /Unlimited data\\. Updated at \\d\\d:\\d\\d\\./
        - link "Refresh"
      - list "Progress":
        - listitem:
          - 'heading "Step 1 of 4: Days" [level=1]'
        - listitem: Billing
        - listitem: Payment
        - listitem: Done
      - paragraph: New expiry date
      - paragraph: /\\d+ \\w+ \\d{4}/
      - paragraph: /Zurich time, added to your 3 days/
      - text: Days to add
      - button "One day less"
      - status: 7 days
      - button "One day more"
      - slider "Days to add"
      - button /1 day, .+/
      - button /7 days, .+/ [pressed]
      - button /14 days, .+/
      - button /21 days, .+/
      - button /30 days, .+/
      - paragraph: Days start when your current ones end. Each is 24 hours.
      - paragraph: $70.00 7 days × $10.00, tax included
      - button "Continue"
    - contentinfo:
      - paragraph: edge-topup
      - paragraph:
        - link "Contact support"
  `);
});

test("the slider says days and date itself, and the price is announced when it rests", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.open();
  const slider = page.getByTestId("days");
  await expect(slider).toHaveAttribute("aria-valuetext", /^7 days, new expiry date .+ \d{4}$/);
  await expect(announced(page)).toBeEmpty();
  for (let i = 0; i < 5; i++) await slider.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", /^12 days, new expiry date .+ \d{4}$/);
  await expect(announced(page)).toHaveText(/^12 days, new expiry date .+ \d{4}, \$120\.00$/);
  await expect(announced(page)).toHaveAttribute("aria-live", "polite");
});

test("while the slider moves, nothing is announced", async ({ portal }) => {
  const { page } = portal;
  await page.clock.install();
  await portal.open();
  await page.clock.pauseAt(Date.now() + 60_000);
  const slider = page.getByTestId("days");
  await slider.press("ArrowRight");
  await page.clock.runFor(300);
  await slider.press("ArrowRight");
  await page.clock.runFor(300);
  await expect(announced(page)).toBeEmpty();
  await page.clock.runFor(200);
  await expect(announced(page)).toHaveText(/^9 days/);
});

test("step 2: an error follows its field and is read with it", async ({ portal }) => {
  const { page } = portal;
  await portal.open();
  await page.getByTestId("continue-days").click();
  await page.getByTestId("continue-billing").click();
  await expect(page.getByTestId("first-name")).toBeFocused();
  await expect(page.getByTestId("first-name")).toHaveAccessibleDescription(
    "Enter your first name.",
  );
  await expect(page.getByTestId("email")).toHaveAccessibleDescription(
    "We will send your receipt here. Enter your email address.",
  );
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - paragraph: New expiry date
      - paragraph:
        - strong: /\\d+ \\w+ \\d{4}/
        - strong: $70.00
      - paragraph:
        - text: /7 days for Hotspot dongle/
        - link "Change"
      - list "Progress":
        - listitem:
          - link "Days"
        - listitem:
          - 'heading "Step 2 of 4: Billing" [level=1]'
        - listitem: Payment
        - listitem: Done
      - paragraph: /No account needed\\./
      - textbox "First name" [invalid]
      - paragraph: Enter your first name.
      - textbox "Last name"
      - textbox "Email address" [invalid]
      - paragraph: Enter your email address.
      - paragraph: Saved on this device until you have paid.
      - paragraph: $70.00 7 days × $10.00, tax included
      - button "Continue"
  `);
});

test("step 3: a decline is announced; then come the form, the order, the button", async ({
  portal,
}) => {
  const { page } = portal;
  await portal.open();
  await portal.buy(7, CARD.insufficientFunds);
  await expect(portal.banner()).toBeFocused();
  await expect(announced(page)).toHaveText("Your bank declined this card. Nothing was charged.");
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - list "Progress":
        - listitem:
          - link "Days"
        - listitem:
          - link "Billing"
        - listitem:
          - 'heading "Step 3 of 4: Payment" [level=1]'
        - listitem: Done
      - paragraph:
        - strong: Your bank declined this card. Nothing was charged.
      - paragraph: There is not enough money on this card. Use another one, or choose fewer days.
      - link "Choose fewer days"
      - iframe
      - paragraph: or pay by card
      - iframe
      - paragraph:
        - strong: $70.00 for 7 days of unlimited hotspot data
      - paragraph: /Until .+, \\d\\d:\\d\\d .+, added to your 3 days\\. Tax included\\./
      - button "Pay $70.00 now"
      - paragraph: If we cannot add your days, you get a full refund automatically.
  `);
});

test("the result: changes are announced, and what happened to the money comes first", async ({
  portal,
  ocs,
}) => {
  const { page } = portal;
  await portal.open();
  await portal.buy(7, CARD.asksBank);
  await portal.bankAsks();
  await expect(announced(page)).toHaveText("Your bank wants to check that it’s you.");
  await ocs.fault({ kind: "hang", method: "SetBalance" });
  await portal.answerBank("complete");
  await expect(announced(page)).toHaveText("We are adding your 7 days.");
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - paragraph: Paid, not added yet
      - heading "We are adding your 7 days." [level=1]
      - paragraph: /You can close this page\\./
      - paragraph: 3 days left 7 days on the way
      - list:
        - listitem:
          - paragraph:
            - strong: $70.00 received
        - listitem:
          - paragraph:
            - strong: Adding 7 days
        - listitem:
          - paragraph:
            - strong: New expiry date
  `);
  await ocs.calm();
  await expect(announced(page)).toHaveText(
    /^Your service has been extended\. New expiry date: .+\d{4}$/,
  );
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - paragraph: Paid and added
      - heading /Your service has been extended\\. New expiry date/ [level=1]
      - paragraph: 3 days left 7 days added
      - term: "Transaction ID:"
      - definition: /TXN-\\d+/
      - term: Paid
      - definition: /\\$70\\.00, Visa/
  `);
});
