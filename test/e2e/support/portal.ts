import { expect, type Locator, type Page } from "@playwright/test";
import { signedLink } from "../../dev/banner.ts";
import type { CastMember } from "../../fixtures/cast.ts";
import { worldAddress } from "./world-address.ts";

export const CARD = {
  pays: "4242424242424242",
  declined: "4000000000000002",
  poor: "4000000000009995",
  asksBank: "4000002500003155",
} as const;

export const BUYER = { first: "Ada", last: "Nowak", email: "ada@example.com" } as const;

/** The portal as a customer's hands use it. Says nothing about what should be seen. */
export class Portal {
  readonly page: Page;
  readonly member: CastMember;

  constructor(page: Page, member: CastMember) {
    this.page = page;
    this.member = member;
  }

  /** Found by the requesting address. */
  async open(): Promise<void> {
    await this.page.goto(`${worldAddress().portal}/`);
  }

  async openByLink(): Promise<void> {
    const { portal, signingKey } = worldAddress();
    await this.page.goto(await signedLink(portal, signingKey, this.member));
  }

  async chooseDays(count: number): Promise<void> {
    await this.page.getByTestId("days").fill(`${count}`);
  }

  async fillBilling(buyer: { first: string; last: string; email: string } = BUYER): Promise<void> {
    await this.page.getByTestId("first-name").fill(buyer.first);
    await this.page.getByTestId("last-name").fill(buyer.last);
    await this.page.getByTestId("email").fill(buyer.email);
  }

  /** From the first step to the card form, ready to be filled in. */
  async goToPayment(days: number): Promise<void> {
    await this.chooseDays(days);
    await this.page.getByTestId("continue-days").click();
    await this.fillBilling();
    await this.page.getByTestId("continue-billing").click();
    await expect(this.cardField("card-number")).toBeVisible();
  }

  async fillCard(number: string): Promise<void> {
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

  async pay(): Promise<void> {
    await this.page.getByTestId("pay").click();
  }

  /** What the bank's page asks during 3-D Secure. */
  async answerBank(answer: "complete" | "fail"): Promise<void> {
    await this.page.frameLocator('[data-testid="3ds-frame"]').getByTestId(`3ds-${answer}`).click();
  }

  /** The new expiry that the slider promises. */
  promised(): Locator {
    return this.page.getByTestId("new-expiry");
  }

  result(): Locator {
    return this.page.getByTestId("result");
  }

  /** The new expiry after success. */
  newExpiry(): Locator {
    return this.page.getByTestId("result-expiry");
  }

  notice(): Locator {
    return this.page.getByTestId("notice");
  }

  private cardField(id: string): Locator {
    return this.page.frameLocator('[data-testid="payment-element-frame"]').getByTestId(id);
  }
}
