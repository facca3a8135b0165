/** The simulator of Stripe.js itself, on the smallest page and under our own policy. */
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { type Merchant, type Shop, startMerchant } from "./support/merchant.ts";
import { styled } from "./support/styled.ts";

const test = base.extend<{ merchant: Merchant; sell: (shop?: Shop) => Promise<void> }>({
  merchant: async ({ browserName: _ }, use) => {
    const merchant = await startMerchant();
    await use(merchant);
    await merchant.close();
  },
  sell: async ({ page, merchant }, use) => {
    await use(async (shop = {}) => {
      // A script that hangs would hold up the page's load event.
      await page.goto(merchant.sells(shop), { waitUntil: "domcontentloaded" });
    });
  },
});

const log = (page: Page) => page.locator("#log li");
const form = (page: Page) => page.frameLocator('[data-testid="payment-element-frame"]');
const wallets = (page: Page) => page.frameLocator('[data-testid="express-checkout-frame"]');
const sheet = (page: Page) => page.frameLocator('[data-testid="wallet-sheet-frame"]');
const bank = (page: Page) => page.frameLocator('[data-testid="3ds-frame"]');
const pay = (page: Page) => page.getByRole("button", { name: "Pay now" }).click();
const ALL = "methods=card,us_bank_account,paypal&wallets=applePay,googlePay,link";

async function typeCard(page: Page, number = "4242424242424242") {
  await form(page).getByTestId("card-number").fill(number);
  await form(page).getByTestId("card-expiry").fill("12/2034");
  await form(page).getByTestId("card-cvc").fill("123");
}

test.describe("wallets", () => {
  test("by keyboard: press, pay in the sheet, paid", async ({ page, merchant, sell }) => {
    await sell({ express: { emailRequired: true }, click: { business: { name: "Kestrel" } } });
    await expect(log(page)).toContainText(["wallets: googlePay,link"]);
    await wallets(page).getByTestId("express-google_pay").focus();
    await page.keyboard.press("Enter");
    await expect(sheet(page).getByTestId("wallet-pay")).toBeFocused();
    await expect(sheet(page).getByTestId("wallet-sum")).toHaveText("Kestrel: $70.00");
    await page.keyboard.press("Enter");
    await expect(log(page)).toContainText([
      "confirm: google_pay Sam Rivera sam.rivera@example.com",
      "paid: succeeded",
    ]);
    await expect(page.getByTestId("wallet-sheet")).toHaveCount(0);
    expect(merchant.stripe.admin.state().intents).toMatchObject([{ received: 7000 }]);
  });

  test("the sheet is closed with Escape: cancel, and no intent is made", async ({
    page,
    merchant,
    sell,
  }) => {
    await sell();
    await wallets(page).getByTestId("express-link").click();
    await expect(sheet(page).getByTestId("wallet-pay")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(log(page)).toContainText(["click: link", "cancel"]);
    expect(merchant.stripe.admin.state().intents).toEqual([]);
  });

  test("the amount follows elements.update", async ({ page, sell }) => {
    await sell({ charges: 14_000 });
    await expect(log(page)).toContainText(["wallets: googlePay,link"]);
    await page.getByRole("button", { name: "Twice as much" }).click();
    await wallets(page).getByTestId("express-google_pay").click();
    await expect(sheet(page).getByTestId("wallet-sum")).toContainText("$140.00");
    await sheet(page).getByTestId("wallet-pay").click();
    await expect(log(page)).toContainText(["paid: succeeded"]);
  });

  test("declined: the sheet closes and the page gets the error", async ({ page, sell }) => {
    await sell();
    await wallets(page).getByTestId("express-google_pay").click();
    await sheet(page).getByTestId("wallet-card").fill("4000000000009995");
    await sheet(page).getByTestId("wallet-pay").click();
    await expect(log(page)).toContainText(["paid: card_error insufficient_funds"]);
    await expect(page.getByTestId("wallet-sheet")).toHaveCount(0);
  });

  test("the page says paymentFailed: the sheet says why and stays", async ({ page, sell }) => {
    await sell({ soldOut: true });
    await wallets(page).getByTestId("express-google_pay").click();
    await sheet(page).getByTestId("wallet-pay").click();
    await expect(sheet(page).getByTestId("wallet-fault")).toHaveText("Sold out.");
    await sheet(page).getByTestId("wallet-cancel").click();
    await expect(log(page)).toContainText(["cancel"]);
  });

  test("no answer to the click within a second: no sheet", async ({ page, sell }) => {
    const complaint = page.waitForEvent("console", (message) => message.type() === "error");
    await sell({ slow: true });
    await wallets(page).getByTestId("express-google_pay").click();
    expect((await complaint).text()).toContain("within 1 second");
    await expect(page.getByTestId("wallet-sheet")).toHaveCount(0);
  });

  test("no wallets: the ready event says so, and no button is shown", async ({ page, sell }) => {
    await sell({ switches: "wallets=" });
    await expect(log(page)).toContainText(["wallets: none"]);
  });
});

test.describe("methods beside cards", () => {
  test("a bank debit: processing", async ({ page, merchant, sell }) => {
    await sell({ switches: ALL });
    await form(page).getByTestId("method-us_bank_account").click();
    await pay(page);
    await expect(log(page)).toContainText(["submit: validation_error incomplete_name"]);
    await form(page).getByTestId("bank-name").fill("Sam Rivera");
    await form(page).getByTestId("bank-email").fill("sam.rivera@example.com");
    await form(page).getByTestId("bank-routing").fill("110000000");
    await form(page).getByTestId("bank-account").fill("000123456789");
    await expect(page.locator("#state")).toHaveText("us_bank_account complete");
    await pay(page);
    await expect(log(page)).toContainText(["paid: processing"]);
    expect(merchant.stripe.admin.state().intents).toMatchObject([{ status: "processing" }]);
  });

  for (const [button, reached] of [
    ["redirect-authorize", "succeeded"],
    ["redirect-fail", "failed"],
  ] as const) {
    test(`PayPal, ${button}: away, and back with ${reached}`, async ({ page, sell }) => {
      await sell({ switches: ALL });
      await form(page).getByTestId("method-paypal").click();
      await pay(page);
      await page.getByTestId(button).click();
      await page.waitForURL(/\/back\?/);
      const { searchParams } = new URL(page.url());
      expect(searchParams.get("redirect_status")).toBe(reached);
      expect(searchParams.get("payment_intent")).toMatch(/^pi_/);
      expect(searchParams.get("payment_intent_client_secret")).toContain("_secret_");
    });
  }

  test("the arrow keys move between the tabs", async ({ page, sell }) => {
    await sell({ switches: ALL });
    await form(page).getByTestId("method-card").click();
    await page.keyboard.press("ArrowRight");
    await expect(form(page).getByTestId("method-us_bank_account")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(form(page).getByTestId("bank-name")).toBeFocused();
  });
});

test.describe("the card's fields", () => {
  test("Tab moves through them in order, and they have the browser's autocomplete names", async ({
    page,
    sell,
  }) => {
    await sell();
    // A click instead of focus(): the focus within a frame may come later than the next key.
    await form(page).getByTestId("card-number").click();
    for (const next of ["card-expiry", "card-cvc", "card-country"]) {
      await page.keyboard.press("Tab");
      await expect(form(page).getByTestId(next)).toBeFocused();
    }
    const names = ["card-number", "card-expiry", "card-cvc"].map((id) =>
      form(page).getByTestId(id).getAttribute("autocomplete"),
    );
    expect(await Promise.all(names)).toEqual([
      "billing cc-number",
      "billing cc-exp",
      "billing cc-csc",
    ]);
  });

  test("pasted", async ({ page, sell, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await sell();
    const number = form(page).getByTestId("card-number");
    await number.fill("4000-0000-0000-0002");
    await number.selectText();
    await page.keyboard.press("Control+c");
    await number.fill("");
    await page.keyboard.press("Control+v");
    await expect(number).toHaveValue("4000 0000 0000 0002");
    await form(page).getByTestId("card-expiry").fill("12/2034");
    await expect(form(page).getByTestId("card-expiry")).toHaveValue("12 / 34");
  });

  test("a postal code is asked for in the countries where Stripe asks for it", async ({
    page,
    sell,
  }) => {
    await sell();
    await expect(form(page).getByTestId("card-postcode")).toBeHidden();
    await form(page).getByTestId("card-country").selectOption("US");
    await expect(form(page).getByTestId("card-postcode")).toBeVisible();
  });

  test("a field that the page left out and did not pass: confirming is refused", async ({
    page,
    sell,
  }) => {
    await sell({ payment: { fields: { billingDetails: { address: "never" } } } });
    await typeCard(page);
    await expect(form(page).getByTestId("card-country")).toHaveCount(0);
    await pay(page);
    await expect(log(page)).toContainText([/thrown: IntegrationError .*address\.country/]);
  });

  test("another amount than the one shown: refused", async ({ page, merchant, sell }) => {
    await sell({ charges: 8000 });
    await typeCard(page);
    await pay(page);
    await expect(log(page)).toContainText(["paid: invalid_request_error"]);
    expect(merchant.stripe.admin.state().intents).toMatchObject([{ received: 0 }]);
  });
});

test.describe("Stripe.js that does not work", () => {
  for (const [switches, line] of [
    ["script=missing", /^script: error/],
    ["script=blocked", /^script: error/],
    ["elements=error", /^payment: loaderror api_error/],
    ["key=unknown", /^payment: loaderror invalid_request_error Invalid API Key provided/],
  ] as const) {
    test(switches, async ({ page, sell }) => {
      await sell({ switches });
      await expect(log(page).filter({ hasText: line })).toHaveCount(1);
    });
  }

  for (const [switches, requests] of [
    ["script=hang", 1],
    ["elements=silent", 2],
  ] as const) {
    test(`${switches}: until it is released`, async ({ page, merchant, sell }) => {
      await sell({ switches });
      await expect.poll(() => merchant.stripe.admin.waiting.length).toBe(requests);
      await expect(log(page)).toHaveCount(0);
      merchant.stripe.admin.waiting.release();
      await expect(log(page).filter({ hasText: "form: ready" })).toHaveCount(1);
    });
  }

  test("the key of the other mode: the form appears, paying fails", async ({ page, sell }) => {
    await sell({ switches: "key=other_mode" });
    await typeCard(page);
    await pay(page);
    await expect(log(page)).toContainText(["paid: invalid_request_error resource_missing"]);
  });
});

test("axe finds nothing in any frame", async ({ page, sell }) => {
  const violations = async () => {
    for (const frame of page.frames()) await styled(frame);
    return (await new AxeBuilder({ page }).analyze()).violations;
  };
  await sell({ switches: ALL });
  for (const method of ["card", "us_bank_account", "paypal"]) {
    await form(page).getByTestId(`method-${method}`).click();
    expect(await violations()).toEqual([]);
  }
  await wallets(page).getByTestId("express-google_pay").click();
  await expect(sheet(page).getByTestId("wallet-pay")).toBeFocused();
  expect(await violations()).toEqual([]);
  await sheet(page).getByTestId("wallet-card").fill("4000000000003220");
  await sheet(page).getByTestId("wallet-pay").click();
  await expect(bank(page).getByTestId("3ds-complete")).toBeVisible();
  expect(await violations()).toEqual([]);
  await bank(page).getByTestId("3ds-complete").click();
  await expect(log(page)).toContainText(["paid: succeeded"]);
});

test("under Trusted Types: paid, and no violation is reported", async ({ page, sell }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await sell({ trustedTypes: true });
  await typeCard(page, "4000000000003220");
  await pay(page);
  await bank(page).getByTestId("3ds-complete").click();
  await expect(log(page)).toContainText(["paid: succeeded"]);
  expect(complaints).toEqual([]);
});
