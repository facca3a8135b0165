/** The steps up to pressing Pay. */
import { DAY_MS } from "../../../src/domain/base/time.ts";
import { openAtOlderPrice } from "../support/older-price.ts";
import { CARD, type Portal } from "../support/portal.ts";
import { paidMeanwhile } from "../support/situations.ts";
import { switchStripe } from "../support/stripe-switches.ts";
import { expect, NOWHERE, requestFrom } from "../support/test.ts";
import { holdBalance, planUntil, type Tour } from "./tour.ts";

const steps: Tour = {
  meets: [
    "days",
    "billing",
    "billing-mistakes",
    "billing-did-you-mean",
    "payment",
    "bank",
    "credited",
  ],
  main: true,
  async lead({ page, portal, at }) {
    await portal.open();
    await at("days");
    await page.getByTestId("continue-days").click();
    await page.getByTestId("continue-billing").waitFor();
    await at("billing");
    await page.getByTestId("email").fill("ada@example");
    await page.getByTestId("continue-billing").click();
    await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
    await at("billing-mistakes");
    await portal.fillBilling();
    await page.getByTestId("email").fill("ada@gmial.com");
    await page.getByTestId("email-meant").waitFor();
    await at("billing-did-you-mean");
    await portal.fillBilling();
    await page.getByTestId("continue-billing").click();
    await portal.cardFormReady();
    await at("payment");
    await portal.fillCard(CARD.asksBank);
    await portal.pay();
    await portal.bankAsks();
    await at("bank");
    await portal.answerBank("complete");
    await expect(portal.result("credited").getByText(portal.email)).toBeVisible();
    await at("credited");
  },
};

const declined: Tour = {
  meets: [
    "declined-funds",
    "declined-no-reason",
    "declined-too-many",
    "bank-says-no",
    "left-the-check",
  ],
  async lead({ portal, at }) {
    await portal.open();
    await portal.goToPayment(7);
    const tries = [
      [CARD.insufficientFunds, "declined-funds"],
      [CARD.declined, "declined-no-reason"],
      [CARD.tooMany, "declined-too-many"],
    ] as const;
    for (const [card, state] of tries) {
      await portal.fillCard(card);
      await portal.pay();
      await expect(portal.page.getByTestId("pay")).not.toHaveAttribute("aria-disabled", "true");
      await expect(portal.banner()).toBeVisible();
      await at(state);
    }
    await portal.fillCard(CARD.asksBank);
    await portal.pay();
    await portal.answerBank("fail");
    await expect(portal.banner()).toBeVisible();
    await at("bank-says-no");
    await portal.fillCard(CARD.asksBank);
    await portal.pay();
    await portal.bankAsks();
    await portal.leaveBank();
    await expect(portal.banner()).toBeVisible();
    await at("left-the-check");
  },
};

const link: Tour = {
  meets: ["days-by-link", "unfinished", "days-open-top-up"],
  async lead({ page, portal, another, at }) {
    await portal.openByLink();
    await at("days-by-link");
    await portal.buy(30, CARD.asksBank);
    await portal.bankAsks();
    // The page syncs the payment first; before that it says nothing about it.
    const synced = page.waitForResponse((answer) => answer.url().endsWith("/sync"));
    await page.reload();
    await expect(portal.result("awaiting_payment")).toBeVisible();
    await (await synced).finished();
    await at("unfinished");
    // Another tab of the customer's browser offers to go on; other devices learn nothing of it.
    const tab = await another("tab");
    await tab.openByLink();
    await expect(tab.banner()).toBeVisible();
    await at("days-open-top-up", tab.page);
  },
};

const expired: Tour = {
  meets: ["days-expired"],
  buckets: planUntil(-2 * DAY_MS),
  async lead({ portal, at }) {
    await portal.open();
    await at("days-expired");
  },
};

const limited: Tour = {
  meets: ["days-limited"],
  buckets: planUntil(388 * DAY_MS),
  async lead({ portal, at }) {
    await portal.open();
    await at("days-limited");
  },
};

const offline: Tour = {
  meets: ["days-offline"],
  async lead({ page, portal, at }) {
    await portal.open();
    await page.context().setOffline(true);
    await expect(page.locator("#net .banner")).toBeVisible();
    await at("days-offline");
  },
};

const offlinePayment: Tour = {
  meets: ["offline-payment"],
  async lead({ page, portal, at }) {
    await portal.open();
    await page.getByTestId("continue-days").click();
    await portal.fillBilling();
    await page.context().setOffline(true);
    await page.getByTestId("continue-billing").click();
    await expect(page.getByTestId("retry")).toBeVisible();
    await at("offline-payment");
  },
};

const priceChanged: Tour = {
  meets: ["price-changed"],
  async lead({ page, portal, at }) {
    await openAtOlderPrice(portal, 900);
    await portal.goToPayment(9);
    await portal.fillCard();
    await portal.pay();
    await expect(page.getByTestId("accept")).toBeVisible();
    await at("price-changed");
  },
};

const weak: Tour = {
  meets: ["confirm-device", "days-weak", "payment-weak", "credited-weak"],
  main: true,
  async lead({ page, portal, at }) {
    await requestFrom(page, NOWHERE);
    await portal.open();
    await portal.typeNumber();
    await page.getByTestId("confirm-yes").waitFor();
    await at("confirm-device");
    await page.getByTestId("confirm-yes").click();
    await page.getByTestId("days").waitFor();
    await at("days-weak");
    await portal.goToPayment(7);
    await at("payment-weak");
    await portal.fillCard();
    await portal.pay();
    await expect(portal.result("credited").getByText(portal.email)).toBeVisible();
    await at("credited-weak");
  },
};

const slow: Tour = {
  meets: ["days-pending", "days-stale"],
  async lead({ page, portal, ocs, another, at }) {
    await ocs.silence();
    await holdBalance(page);
    await portal.open();
    await expect(page.locator("#reading")).not.toBeEmpty();
    await at("days-pending");
    await ocs.calm();
    const second = await another("tab");
    await second.open();
    await ocs.silence();
    await holdBalance(second.page);
    await second.open();
    await expect(second.page.getByTestId("days")).toBeVisible();
    await at("days-stale", second.page);
  },
};

/** A device that opened the form before another device paid. */
const again: Tour = {
  meets: ["payment-again"],
  main: true,
  async lead({ portal, another, at }) {
    const device: Portal = await another("device");
    await paidMeanwhile(portal, device);
    await device.pay();
    await expect(device.page.getByTestId("again")).toBeVisible();
    await at("payment-again", device.page);
  },
};

const methods: Tour = {
  meets: ["payment-methods", "wallet-sheet"],
  async lead({ page, portal, at }) {
    const all = "wallets=applePay,googlePay,link&methods=card,us_bank_account,paypal";
    await switchStripe(page, all);
    await portal.open();
    await portal.goToPayment(7);
    await at("payment-methods");
    await portal.walletButton("google_pay").click();
    await expect(portal.sheet("pay")).toBeVisible();
    await at("wallet-sheet");
  },
};

const cardsOnly: Tour = {
  meets: ["payment-cards-only"],
  async lead({ page, portal, at }) {
    await switchStripe(page, "wallets=");
    await portal.open();
    await portal.goToPayment(7);
    await at("payment-cards-only");
  },
};

const slowForm: Tour = {
  meets: ["payment-loading"],
  async lead({ page, portal, at }) {
    await switchStripe(page, "elements=silent");
    await portal.open();
    await page.getByTestId("continue-days").click();
    await portal.fillBilling();
    await page.getByTestId("continue-billing").click();
    await expect(page.locator("#element-wait")).toBeVisible();
    await at("payment-loading");
  },
};

const blocked: Tour = {
  meets: ["payment-unavailable"],
  main: true,
  async lead({ page, portal, at }) {
    await page.route(/\/stripe\.js$/, (route) => route.abort("blockedbyclient"));
    await portal.open();
    await page.getByTestId("continue-days").click();
    await portal.fillBilling();
    await page.getByTestId("continue-billing").click();
    await expect(page.getByTestId("retry")).toBeVisible();
    await at("payment-unavailable");
  },
};

export const shopTours: readonly Tour[] = [
  steps,
  declined,
  link,
  weak,
  expired,
  limited,
  slow,
  offline,
  offlinePayment,
  priceChanged,
  again,
  methods,
  cardsOnly,
  slowForm,
  blocked,
];
