import { expect, type Locator, type Page } from "@playwright/test";
import { signedLink } from "../../dev/banner.ts";
import type { CastMember } from "../../fixtures/cast.ts";
import { worldAddress } from "./world-address.ts";

export const CARD = {
  pays: "4242424242424242",
  declined: "4000000000000002",
  poor: "4000000000009995",
  asksBank: "4000002500003155",
  /** Refused for its many declines, before any bank is asked. */
  tooMany: "4000000000010050",
} as const;

/** The portal as a customer's hands use it. Says nothing about what should be seen. */
export class Portal {
  readonly page: Page;
  readonly member: CastMember;
  /** An address of this service's buyer alone, so that a mailbox tells whose letter it is. */
  readonly email: string;

  constructor(page: Page, member: CastMember) {
    this.page = page;
    this.member = member;
    this.email = `ada.${member.service.ordinal}@example.com`;
  }

  /** Found by the requesting address. */
  async open(query = ""): Promise<void> {
    await this.page.goto(`${worldAddress().portal}/${query}`);
  }

  /** The page that a QR code leads to: it asks whether it is the right device. */
  async openLink(): Promise<void> {
    const { portal, signingKey } = worldAddress();
    await this.page.goto(await signedLink(portal, signingKey, this.member));
  }

  /** Through the link and the yes to its question. */
  async openByLink(): Promise<void> {
    await this.openLink();
    await this.page.getByTestId("confirm-yes").click();
  }

  /** What the register knows it by, typed on the page that asks for a number. */
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
    await this.page.getByTestId("email").fill(this.email);
  }

  /** From the first step to the card form, ready to be filled in. */
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

  /** Everything up to and with the press of Pay. */
  async buy(days: number, card: string = CARD.pays): Promise<void> {
    await this.goToPayment(days);
    await this.fillCard(card);
    await this.pay();
  }

  /** Details are still known: only the card is asked for again. */
  async payAgain(): Promise<void> {
    await this.cardFormReady();
    await this.fillCard();
    await this.pay();
  }

  async pay(): Promise<void> {
    await this.page.getByTestId("pay").click();
  }

  /** The bank's page is open: the top-up and its intent exist, and nothing is paid yet. */
  async bankAsks(): Promise<void> {
    await expect(this.bank().getByTestId("3ds-complete")).toBeVisible();
  }

  /** "Refund me instead", and yes to its question. */
  async requestRefund(): Promise<void> {
    await this.page.getByTestId("refund-me").click();
    await this.page.getByTestId("refund-yes").click();
  }

  /** What the bank's page asks during 3-D Secure. */
  async answerBank(answer: "complete" | "fail"): Promise<void> {
    await this.bank().getByTestId(`3ds-${answer}`).click();
  }

  /** Closes the bank's window instead: nothing has become of the payment. */
  async leaveBank(): Promise<void> {
    const frame = await this.page.getByTestId("3ds-frame").elementHandle();
    await (await frame?.contentFrame())?.evaluate(() => {
      const intent = { status: "requires_action", next_action: { type: "use_stripe_sdk" } };
      window.parent.postMessage({ type: "done", intent }, "*");
    });
  }

  /** "Fri 17 Jan 2025": what the slider promises. */
  promised(): Locator {
    return this.page.getByTestId("new-expiry");
  }

  /** The page of a top-up, in this state. */
  result(state: string): Locator {
    return this.page.locator(`[data-testid=result][data-state=${state}]`);
  }

  /** The new expiry after success. */
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

  /** A part of the sheet that a wallet lays over the page. */
  sheet(part: "sum" | "card" | "pay" | "cancel" | "fault"): Locator {
    return this.page
      .frameLocator('[data-testid="wallet-sheet-frame"]')
      .getByTestId(`wallet-${part}`);
  }

  /** A part of the form of another method than a card. */
  formPart(id: string): Locator {
    return this.cardField(id);
  }

  private cardField(id: string): Locator {
    return this.page.frameLocator('[data-testid="payment-element-frame"]').getByTestId(id);
  }
}
