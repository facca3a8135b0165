import { expect, type Locator, type Page } from "@playwright/test";
import { signedLink } from "../../dev/banner.ts";
import type { CastMember } from "../../fixtures/cast.ts";
import { portalOf, worldAddress } from "./world-address.ts";

export const CARD = {
  pays: "4242424242424242",
  declined: "4000000000000002",
  insufficientFunds: "4000000000009995",
  asksBank: "4000002500003155",
  /** Refused because of too many declines, before any bank is asked. */
  tooMany: "4000000000010050",
} as const;

/** What a customer does in the portal. Tests decide what should be seen. */
export class Portal {
  readonly page: Page;
  readonly member: CastMember;
  /** An email address of this service alone, so that tests find their messages in the mailbox. */
  readonly email: string;

  constructor(page: Page, member: CastMember) {
    this.page = page;
    this.member = member;
    this.email = `ada.${member.service.ordinal}@example.com`;
  }

  /** Opens the portal; the service is found by the IP address. */
  async open(query = ""): Promise<void> {
    await this.page.goto(`${portalOf(this.member)}/${query}`);
  }

  /** Opens the page of a QR code, which asks whether this is the right device. */
  async openLink(): Promise<void> {
    const { signingKey } = worldAddress();
    await this.page.goto(await signedLink(portalOf(this.member), signingKey, this.member));
  }

  /** Opens the link and answers its question with yes. */
  async openByLink(): Promise<void> {
    await this.openLink();
    await this.page.getByTestId("confirm-yes").click();
  }

  /** Types a number on the page that asks for one; by default a number of this service. */
  async typeNumber(number = this.member.service.serviceUuid): Promise<void> {
    await this.page.getByTestId("identity").fill(number);
    await this.page.getByTestId("find").click();
  }

  async chooseDays(count: number): Promise<void> {
    await this.page.getByTestId("days").fill(`${count}`);
  }

  async fillBilling(): Promise<void> {
    await this.page.getByTestId("first-name").fill("Ada");
    await this.page.getByTestId("last-name").fill("Nowak");
    // Playwright's `fill` does not replace the text of an email field in Firefox.
    await this.page.getByTestId("email").clear();
    await this.page.getByTestId("email").fill(this.email);
  }

  /** Goes from the first step to the card form and waits until it can be filled in. */
  async goToPayment(days: number): Promise<void> {
    await this.chooseDays(days);
    await this.page.getByTestId("continue-days").click();
    await this.fillBilling();
    await this.page.getByTestId("continue-billing").click();
    await this.cardFormReady();
  }

  async cardFormReady(): Promise<void> {
    await expect(this.cardField("card-number")).toBeVisible();
    await expect(this.page.locator("#element-wait")).toBeHidden();
  }

  async fillCard(number: string = CARD.pays): Promise<void> {
    await this.cardField("card-number").fill(number);
    await this.cardField("card-expiry").fill("12 / 34");
    await this.cardField("card-cvc").fill("123");
  }

  /** All steps up to pressing Pay, inclusive. */
  async buy(days: number, card: string = CARD.pays): Promise<void> {
    await this.goToPayment(days);
    await this.fillCard(card);
    await this.pay();
  }

  /** Pays from the card form; the billing details are still there. */
  async payAgain(): Promise<void> {
    await this.cardFormReady();
    await this.fillCard();
    await this.pay();
  }

  async pay(): Promise<void> {
    await this.page.getByTestId("pay").click();
  }

  /** Waits for the bank's page: the top-up and its intent exist, and nothing is paid yet. */
  async bankAsks(): Promise<void> {
    await expect(this.bank().getByTestId("3ds-complete")).toBeVisible();
  }

  /** Presses "Refund me instead" and answers its question with yes. */
  async requestRefund(): Promise<void> {
    await this.page.getByTestId("refund-me").click();
    await this.page.getByTestId("refund-yes").click();
  }

  /** Answers the bank's page during 3-D Secure. */
  async answerBank(answer: "complete" | "fail"): Promise<void> {
    await this.bank().getByTestId(`3ds-${answer}`).click();
  }

  /** Closes the bank's window without an answer: the payment stays open. */
  async leaveBank(): Promise<void> {
    const frame = await this.page.getByTestId("3ds-frame").elementHandle();
    await (await frame?.contentFrame())?.evaluate(() => {
      const intent = { status: "requires_action", next_action: { type: "use_stripe_sdk" } };
      window.parent.postMessage({ type: "done", intent }, "*");
    });
  }

  /** The new expiry date that the slider promises, for example "Fri 17 Jan 2025". */
  promised(): Locator {
    return this.page.getByTestId("new-expiry");
  }

  /** The page of a top-up in this state. */
  result(state: string): Locator {
    return this.page.locator(`[data-testid=result][data-state=${state}]`);
  }

  /** The new expiry date after success. */
  newExpiry(): Locator {
    return this.page.getByTestId("result-expiry");
  }

  banner(): Locator {
    return this.page.getByTestId("banner");
  }

  private bank() {
    return this.page.frameLocator('[data-testid="3ds-frame"]');
  }

  /** One of the buttons above the card form. */
  walletButton(name: "google_pay" | "link"): Locator {
    return this.page
      .frameLocator('[data-testid="express-checkout-frame"]')
      .getByTestId(`express-${name}`);
  }

  /** A part of the sheet that a wallet opens over the page. */
  sheet(part: "sum" | "card" | "pay" | "cancel" | "fault"): Locator {
    return this.page
      .frameLocator('[data-testid="wallet-sheet-frame"]')
      .getByTestId(`wallet-${part}`);
  }

  /** A field in the form of a payment method other than cards. */
  formPart(id: string): Locator {
    return this.cardField(id);
  }

  private cardField(id: string): Locator {
    return this.page.frameLocator('[data-testid="payment-element-frame"]').getByTestId(id);
  }
}
