import {
  By,
  error,
  type Locator,
  until,
  type WebDriver,
  type WebElement,
} from "selenium-webdriver";

/** It ends what hangs: on a busy machine a step may take many times as long as it should. */
const LONGEST_WAIT_MS = 60_000;

const byTestId = (id: string): Locator => By.css(`[data-testid="${id}"]`);

/** What a customer does in the portal with WebKit; the names are those of `support/portal.ts`. */
export class WebKitCustomer {
  readonly driver: WebDriver;

  constructor(driver: WebDriver) {
    this.driver = driver;
  }

  /** Opens a signed link and answers its question with yes. */
  async openByLink(link: string): Promise<void> {
    await this.driver.get(link);
    await this.press("confirm-yes");
    await this.#visible(byTestId("continue-days"));
  }

  async goToPayment(email: string): Promise<void> {
    await this.press("continue-days");
    await this.#type("first-name", "Ada");
    await this.#type("last-name", "Nowak");
    await this.#type("email", email);
    await this.press("continue-billing");
    await this.cardFormReady();
  }

  async cardFormReady(): Promise<void> {
    await this.#inFrame("payment-element-frame", () => this.#visible(byTestId("card-number")));
    const wait = await this.driver.findElement(By.id("element-wait"));
    await this.driver.wait(until.elementIsNotVisible(wait), LONGEST_WAIT_MS);
  }

  async fillCard(number: string): Promise<void> {
    await this.#inFrame("payment-element-frame", async () => {
      await this.#type("card-number", number);
      await this.#type("card-expiry", "12 / 34");
      await this.#type("card-cvc", "123");
    });
  }

  async answerBank(answer: "complete" | "fail"): Promise<void> {
    await this.#inFrame("3ds-frame", () => this.press(`3ds-${answer}`));
  }

  /** Presses as soon as a press can reach it: no page scrolls, and nothing lies over it. */
  async press(id: string): Promise<void> {
    const target = await this.#visible(byTestId(id));
    await this.driver.wait(async () => {
      try {
        // The driver does not scroll to what lies below the window by itself.
        await this.driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", target);
        await target.click();
        return true;
      } catch (fault) {
        if (fault instanceof error.ElementNotInteractableError) return false;
        if (fault instanceof error.ElementClickInterceptedError) return false;
        throw fault;
      }
    }, LONGEST_WAIT_MS);
  }

  /** Waits for the page of a top-up in this state. */
  async result(state: string): Promise<void> {
    await this.#visible(By.css(`[data-testid=result][data-state=${state}]`));
  }

  /** Waits until the element's text contains the words. */
  async reads(id: string, words: string): Promise<void> {
    const element = await this.#visible(byTestId(id));
    await this.driver.wait(until.elementTextContains(element, words), LONGEST_WAIT_MS);
  }

  async #type(id: string, text: string): Promise<void> {
    const field = await this.#visible(byTestId(id));
    // A press first: WebKit gives a field no focus while its frame has none.
    await field.click();
    await field.clear();
    await field.sendKeys(text);
  }

  async #inFrame<T>(id: string, work: () => Promise<T>): Promise<T> {
    const frame = await this.driver.wait(until.elementLocated(byTestId(id)), LONGEST_WAIT_MS);
    await this.driver.switchTo().frame(frame);
    try {
      return await work();
    } finally {
      await this.driver.switchTo().defaultContent();
    }
  }

  async #visible(locator: Locator): Promise<WebElement> {
    const element = await this.driver.wait(until.elementLocated(locator), LONGEST_WAIT_MS);
    return this.driver.wait(until.elementIsVisible(element), LONGEST_WAIT_MS);
  }
}
