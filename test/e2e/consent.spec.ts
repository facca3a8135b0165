/** Where the law demands it, the customer must tick the sentence above the button before paying. */
import type { Page } from "@playwright/test";
import type { TopUpRequestBody } from "../../src/contract/api.ts";
import type { LegalFacts } from "../../src/ui/portal/legal/legal.ts";
import { payLines } from "../../src/ui/portal/legal/legal.ts";
import { credited, expectBought } from "./support/oracle.ts";
import { expect, test } from "./support/test.ts";

const LEGAL: LegalFacts = {
  merchant: { name: "", address: "", number: "" },
  links: {
    terms: "https://kestrel.example/terms",
    refundPolicy: "https://kestrel.example/refunds",
    privacy: "",
  },
  statementDescriptor: "KESTREL MOBILE",
  withdrawalConsent: true,
};
const TICK = "Tick the sentence above the button first. Nothing was charged.";

/** The world of journeys demands no consent; this changes the page's data as if it did. */
async function demandConsent(page: Page): Promise<void> {
  const data = JSON.stringify(payLines(LEGAL));
  await page.addInitScript((legal) => {
    const parse = JSON.parse;
    JSON.parse = (text, reviver) => {
      const value = parse(text, reviver);
      return value?.page === "shop" ? { ...value, legal: parse(legal) } : value;
    };
  }, data);
}

test("by card: demanded, ticked, sent with the request, and paid", async ({ portal }) => {
  const { page } = portal;
  await demandConsent(page);
  await portal.open();
  await portal.goToPayment(7);
  const box = page.getByRole("checkbox", { name: /^Start now\. I know that I can withdraw/ });
  await expect(box).not.toBeChecked();
  await expect(page.getByText("On your statement: KESTREL MOBILE")).toBeVisible();
  await expect(page.locator(".promise")).toContainText(
    "By paying you agree to the terms and the refund policy.",
  );
  await portal.fillCard();
  await portal.pay();
  await expect(box).toBeFocused();
  await expect(page.getByText(TICK).first()).toBeVisible();
  await expectBought(portal.member);
  await box.check();
  await expect(page.locator("#consent-mistake")).toBeHidden();
  const sent = page.waitForRequest("**/api/top-ups");
  await portal.pay();
  expect(((await sent).postDataJSON() as TopUpRequestBody).consent).toBe(true);
  await expect(portal.result("credited")).toBeVisible();
  await expectBought(portal.member, credited(7));
});

test("by wallet: no sheet opens before the sentence is ticked", async ({ portal }) => {
  const { page } = portal;
  await demandConsent(page);
  await portal.open();
  await portal.goToPayment(7);
  await portal.walletButton("google_pay").click();
  await expect(page.getByTestId("consent")).toBeFocused();
  await expect(page.getByTestId("wallet-sheet")).toHaveCount(0);
  await page.getByTestId("consent").check();
  await portal.walletButton("google_pay").click();
  await portal.sheet("pay").click();
  await expect(portal.result("credited")).toBeVisible();
});

test("the server demands consent that the page did not: the page then demands it", async ({
  portal,
}) => {
  const { page } = portal;
  const body = {
    type: "",
    title: "",
    status: 422,
    code: "consent_needed",
    detail: "",
    request_id: "",
  };
  await page.route(
    "**/api/top-ups",
    (route) => route.fulfill({ status: 422, contentType: "application/problem+json", json: body }),
    { times: 1 },
  );
  await portal.open();
  await portal.goToPayment(7);
  await expect(page.getByTestId("consent")).toBeHidden();
  await portal.fillCard();
  await portal.pay();
  await expect(page.getByTestId("consent")).toBeFocused();
  await page.getByTestId("consent").check();
  await portal.pay();
  await expect(portal.result("credited")).toBeVisible();
});
